// Standard output and error as files.
const fs = require('node:fs');

fs.writeSync(1, 'one\n');
fs.writeSync(2, Buffer.from('two\n'));
fs.writeFileSync(1, 'three\n');
fs.writeFileSync('/dev/stdout', 'four\n');
fs.appendFileSync('/dev/stderr', 'five\n');
console.log(fs.writevSync(1, [Buffer.from('si'), Buffer.from('x\n')]));
fs.write(1, 'seven\n', (error, written) => {
  console.log(error, written);
  fs.writeFile('/dev/stdout', 'eight\n', (error) => {
    console.log(error);
    const stream = fs.createWriteStream('/dev/stdout');
    stream.end('nine\n', () => console.log('done'));
  });
});
