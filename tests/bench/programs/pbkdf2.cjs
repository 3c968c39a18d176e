const crypto = require('crypto');

const start = performance.now();
const key = crypto.pbkdf2Sync('password', 'salt', 20_000, 32, 'sha256').toString('hex');
const ms = performance.now() - start;
if (!key.startsWith('2a6a4f0832d0')) throw new Error(`the key is ${key}`);
console.log('result', ms);
