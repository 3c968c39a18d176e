const fs = require('fs');

fs.writeFileSync('file', 'x'.repeat(4096));
const start = performance.now();
let length = 0;
for (let i = 0; i < 1000; i++) length += fs.readFileSync('file').length;
const ms = performance.now() - start;
if (length !== 4_096_000) throw new Error(`${length} bytes were read`);
console.log('result', ms);
