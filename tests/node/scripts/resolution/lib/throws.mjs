throw new TypeError('from esm');
