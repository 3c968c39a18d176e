// The third argument of writeSync is a position only if it is a number.
const fs = require('node:fs');
const path = require('node:path');

const file = path.join(process.cwd(), 'write-string.txt');
const fd = fs.openSync(file, 'w+');
fs.writeSync(fd, 'one\n');
fs.writeSync(fd, 'two\n', 'utf8');
fs.writeSync(fd, 'O', 0);
fs.writeSync(fd, 'three\n', null, 'utf8');
fs.closeSync(fd);
console.log(fs.readFileSync(file, 'utf8'));
const stream = new fs.Utf8Stream({ dest: file, sync: true });
stream.on('ready', () => {
  for (const word of ['a', 'b', 'c']) stream.write(`${word}\n`);
  stream.on('close', () => {
    console.log(fs.readFileSync(file, 'utf8'));
    fs.unlinkSync(file);
  });
  stream.end();
});
