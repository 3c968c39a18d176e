const fs = require('fs');

fs.writeFileSync('file', 'x'.repeat(4096));
const start = performance.now();
let size = 0;
for (let i = 0; i < 1000; i++) size += fs.statSync('file').size;
const ms = performance.now() - start;
if (size !== 4_096_000) throw new Error(`the sizes add up to ${size}`);
console.log('result', ms);
