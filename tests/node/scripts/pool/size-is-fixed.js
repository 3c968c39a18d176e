// The first use of the pool fixes its size; until then the program may set it.
process.env.UV_THREADPOOL_SIZE = '1';
const crypto = require('node:crypto');
const fs = require('node:fs');

fs.stat(__filename, () => {
  process.env.UV_THREADPOOL_SIZE = '4';
  const order = [];
  crypto.pbkdf2('password', 'salt', 100_000, 64, 'sha512', () => order.push('the slow key'));
  crypto.pbkdf2('password', 'salt', 1, 64, 'sha512', () => order.push('the quick key'));
  fs.stat(__filename, () => console.log([...order, 'the file'].join('\n')));
});
