exports.one = 1;
exports.getThis = function () {
  return this === undefined ? 'undefined' : typeof this;
};
module.exports.two = 2;
exports.default = 'a property';
