// Reading and writing: positions, flags, vectors, truncation, encodings, large files.
const fs = require('node:fs');

fs.mkdirSync('work');
process.chdir('work');
const show = (name) => console.log(name, JSON.stringify(fs.readFileSync(name, 'latin1')));

fs.writeFileSync('a', 'hello');
fs.appendFileSync('a', ' world');
show('a');
const fd = fs.openSync('a', 'r+');
console.log(
  fs.writeSync(fd, 'J'),
  fs.writeSync(fd, 'XX', 6),
  fs.writeSync(fd, Buffer.from('abc'), 1, 1),
);
show('a');
const buffer = Buffer.alloc(8, '.');
console.log(fs.readSync(fd, buffer, 2, 3, 0), String(buffer));
console.log(
  fs.readSync(fd, buffer),
  String(buffer),
  fs.readSync(fd, buffer, { position: 9n }),
  String(buffer),
);
const parts = [Buffer.alloc(3), Buffer.alloc(4), Buffer.alloc(30)];
console.log(
  fs.readvSync(fd, parts, 1),
  parts.map(String).map((text) => text.replaceAll('\0', '_')),
);
console.log(fs.writevSync(fd, [Buffer.from('12'), new Uint16Array([0x3433]), Buffer.from('')], 3));
show('a');
fs.ftruncateSync(fd, 4);
show('a');
fs.ftruncateSync(fd, 7);
show('a');
console.log(fs.writeSync(fd, 'z', 12), fs.fstatSync(fd).size);
show('a');
fs.closeSync(fd);

const append = fs.openSync('a', 'a+');
fs.writeSync(append, 'END', 0);
console.log(fs.readSync(append, buffer, 0, 8, 10), String(buffer).replaceAll('\0', '_'));
fs.closeSync(append);
fs.truncateSync('a', 2);
show('a');

for (const flag of ['w', 'wx', 'w+', 'a', 'ax', 'a+', 'r+', 'rs+', 'as']) {
  try {
    fs.writeFileSync(`flag`, flag, { flag });
    console.log(flag, JSON.stringify(fs.readFileSync('flag', 'utf8')));
  } catch (error) {
    console.log(flag, error.code);
  }
}

for (const encoding of ['utf8', 'latin1', 'ucs2', 'hex', 'base64', 'ascii']) {
  const text = encoding === 'hex' ? 'c3a9' : encoding === 'base64' ? 'w6k=' : 'é동기';
  fs.writeFileSync('encoded', text, encoding);
  console.log(
    encoding,
    fs.readFileSync('encoded').toString('hex'),
    fs.readFileSync('encoded', encoding),
  );
}
fs.writeFileSync('bom', '\ufeffx');
console.log(
  fs.readFileSync('bom', 'utf8').length,
  fs.readFileSync('bom', { encoding: 'utf-8' }).length,
);
fs.writeFileSync('bad', Buffer.from([0x61, 0xff, 0xe2, 0x82]));
console.log(JSON.stringify(fs.readFileSync('bad', 'utf8')));

const large = Buffer.alloc(3_000_001, 'In Step ');
fs.writeFileSync('large', large);
console.log(fs.statSync('large').size, fs.readFileSync('large').equals(large));
fs.readFile('large', (error, data) => {
  console.log(error, data.equals(large));
  fs.writeFile('large2', data, (error) =>
    console.log(error, fs.readFileSync('large2').equals(large)),
  );
});

// A file lives on, without a name, for as long as it is open.
const open = fs.openSync('gone', 'w+');
fs.unlinkSync('gone');
fs.writeSync(open, 'still here');
console.log(
  fs.existsSync('gone'),
  fs.fstatSync(open).nlink,
  fs.readSync(open, buffer, 0, 8, 0),
  String(buffer),
);
fs.closeSync(open);
console.log(fs.readFileSync('/dev/null').length, fs.writeFileSync('/dev/null', 'x'));
const descriptor = fs.openSync('a');
console.log(
  JSON.stringify(fs.readFileSync(descriptor, 'utf8')),
  JSON.stringify(fs.readFileSync(descriptor, 'utf8')),
);
fs.closeSync(descriptor);
