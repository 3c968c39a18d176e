// run: {"stdin": "first line\nsecond line\n동기\n"}
// Standard input as a file, synchronously.
const fs = require('node:fs');

const buffer = Buffer.alloc(6);
console.log(fs.readSync(0, buffer), JSON.stringify(String(buffer)));
console.log(JSON.stringify(fs.readFileSync(0, 'utf8')), JSON.stringify(fs.readFileSync(0, 'utf8')));
console.log(fs.readSync(0, buffer), fs.fstatSync(0).isFile());
