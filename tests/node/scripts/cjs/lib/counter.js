exports.count = (exports.count ?? 0) + 1;
