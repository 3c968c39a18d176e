// Standard output and error as files.
const fs = require('node:fs');

fs.writeSync(1, 'one\n');
fs.writeSync(2, Buffer.from('two\n'));
fs.writeFileSync(1, 'three\n');
fs.appendFileSync(2, 'four\n');
console.log(fs.writevSync(1, [Buffer.from('fi'), Buffer.from('ve\n')]));
fs.write(1, 'six\n', (error, written) => {
  console.log(error, written);
  fs.writeFile(1, 'seven\n', (error) => {
    console.log(error);
    const stream = fs.createWriteStream(null, { fd: 1, autoClose: false });
    stream.end('eight\n', () => console.log('done'));
  });
});
