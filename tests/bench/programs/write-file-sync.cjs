const fs = require('fs');

const data = 'x'.repeat(4096);
const start = performance.now();
for (let i = 0; i < 1000; i++) fs.writeFileSync('file', data);
const ms = performance.now() - start;
if (fs.readFileSync('file', 'utf8') !== data) throw new Error('the file holds something else');
console.log('result', ms);
