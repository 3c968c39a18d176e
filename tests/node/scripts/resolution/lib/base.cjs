exports.base = 1;
exports['not-ident'] = 2;
if (0) exports.never = 1;
Object.defineProperty(exports, 'dp', { enumerable: true, value: 3 });
