const crypto = require('crypto');

const bytes = Buffer.alloc(8 * 1024 * 1024, 'x');
const start = performance.now();
const digest = crypto.createHash('sha256').update(bytes).digest('hex');
const ms = performance.now() - start;
if (!digest.startsWith('0c77bc0a0795')) throw new Error(`the digest is ${digest}`);
console.log('result', ms);
