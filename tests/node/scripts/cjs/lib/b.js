exports.sawOfA = { ...require('./a') };
