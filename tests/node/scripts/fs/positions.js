// Encodings, positions, append mode, vectors, modes, times, blobs, open files that are unlinked.
const fs = require('fs');
const { once } = require('events');
const path = require('path');
fs.mkdirSync('work');
process.chdir('work');
// encodings
for (const e of [
  'utf8',
  'latin1',
  'ascii',
  'hex',
  'base64',
  'base64url',
  'utf16le',
  'ucs2',
  'binary',
]) {
  fs.writeFileSync('e', 'cafe', e);
  console.log(e, fs.readFileSync('e').toString('hex'), fs.readFileSync('e', e));
}
console.log(
  fs.writeSync(fs.openSync('ws', 'w'), 'żółć', 0, 'utf16le'),
  fs.readFileSync('ws', 'utf16le'),
);
// positions
let fd = fs.openSync('p', 'w+');
fs.writeSync(fd, 'hello');
fs.writeSync(fd, 'XY', 1);
fs.writeSync(fd, '!');
console.log(fs.readFileSync('p', 'utf8'), fs.readFileSync(fd, 'utf8'));
const b = Buffer.alloc(10, '.');
console.log(
  fs.readSync(fd, b, 2, 3, 1),
  String(b),
  fs.readSync(fd, b),
  fs.readSync(fd, b, { position: 0 }),
  fs.readSync(fd, b, { position: 2n, offset: 8 }),
  String(b),
);
console.log(
  fs.readSync(fd, new Uint16Array(2), 0, 4, 0),
  fs.readSync(fd, new DataView(new ArrayBuffer(4)), 0, 4, 0),
);
fs.writeSync(fd, 'far', 20);
console.log(fs.fstatSync(fd).size, JSON.stringify(fs.readFileSync('p', 'latin1')));
fs.ftruncateSync(fd, 3);
fs.ftruncateSync(fd);
console.log(fs.fstatSync(fd).size);
fs.closeSync(fd);
// append
fd = fs.openSync('ap', 'a');
fs.writeSync(fd, 'one');
fs.writeSync(fd, 'two', 0);
fs.appendFileSync(fd, 'three');
fs.closeSync(fd);
console.log(fs.readFileSync('ap', 'utf8'));
fd = fs.openSync('ap', 'as+');
fs.writeSync(fd, '+');
console.log(fs.readSync(fd, b, 0, 5, 0), String(b));
fs.closeSync(fd);
for (const f of ['wx', 'xw', 'wx+', 'ax', 'ax+']) {
  try {
    fs.closeSync(fs.openSync('ap', f));
  } catch (e) {
    console.log(f, e.code, e.message);
  }
}
for (const f of [
  'r',
  'rs',
  'sr',
  'r+',
  'rs+',
  'sr+',
  'a',
  'as',
  'sa',
  'a+',
  'as+',
  'sa+',
  'w',
  'w+',
])
  fs.closeSync(fs.openSync('flags', f === 'r' ? fs.constants.O_CREAT : f));
// two fds, dup sharing
const r1 = fs.openSync('ap', 'r'),
  r2 = fs.openSync('ap', 'r');
fs.readSync(r1, b, 0, 3);
console.log(fs.readSync(r2, b, 0, 3), String(b.subarray(0, 3)));
fs.closeSync(r1);
fs.closeSync(r2);
// vectors
fd = fs.openSync('v', 'w+');
console.log(
  fs.writevSync(fd, [Buffer.from('ab'), new Uint8Array([99]), Buffer.alloc(0)]),
  fs.writevSync(fd, [Buffer.from('Z')], 0),
);
const v = [Buffer.alloc(1), Buffer.alloc(5)];
console.log(fs.readvSync(fd, v, 0), v.map(String));
for (const e of ['readvSync', 'writevSync'])
  try {
    console.log(fs[e](fd, []));
  } catch (x) {
    console.log(x.code, x.syscall);
  }
fs.closeSync(fd);
fd = fs.openSync('v', 'r+');
fs.writev(fd, [Buffer.from('q')], null, (e, n, bs) => {
  console.log(e, n, bs.length);
  fs.readv(fd, [Buffer.alloc(2)], 0, (e, n, bs) => {
    console.log(e, n, String(bs[0]));
    fs.readv(fd, [Buffer.alloc(2)], (e, n) => {
      console.log(e, n);
      fs.closeSync(fd);
      next();
    });
  });
});
function next() {
  // modes
  fs.writeFileSync('m', '', { mode: 0o600 });
  console.log((fs.statSync('m').mode & 0o777).toString(8));
  fs.chmodSync('m', '755');
  console.log((fs.statSync('m').mode & 0o777).toString(8));
  fs.mkdirSync('md', { mode: 0o700 });
  fs.mkdirSync('mdp/q', { recursive: true, mode: 0o750 });
  console.log(
    fs.statSync('md').mode.toString(8),
    fs.statSync('mdp/q').mode.toString(8),
    fs.statSync('mdp').mode.toString(8),
  );
  fs.utimesSync('m', '12.5', 13);
  console.log(fs.statSync('m').atimeMs, fs.statSync('m').mtimeMs);
  fs.futimesSync((fd = fs.openSync('m')), 1.123456789, 2 ** 33);
  console.log(
    fs.statSync('m').atimeMs,
    fs.statSync('m').mtimeMs,
    fs.statSync('m', { bigint: true }).atimeNs,
  );
  fs.closeSync(fd);
  try {
    fs.utimesSync('m', NaN, 1);
  } catch (e) {
    console.log(e.code, e.message);
  }
  // mkdtemp
  for (const enc of ['utf8', 'buffer', 'hex']) {
    const t = fs.mkdtempSync('t-', enc);
    console.log(typeof t, t.length);
  }
  {
    const d = fs.mkdtempDisposableSync('dis-');
    console.log(typeof d.path, fs.existsSync(d.path));
    d.remove();
    console.log(fs.existsSync(d.path));
  }
  fs.mkdtemp('cb-', (e, p) => {
    console.log(e, p.length);
    // exists, promisify
    const { promisify } = require('util');
    promisify(fs.exists)('m')
      .then((x) => {
        console.log(x);
        return promisify(fs.read)(fs.openSync('ap'), Buffer.alloc(2), 0, 2, 0);
      })
      .then((r) => {
        console.log(r);
        return promisify(fs.write)(fs.openSync('z', 'w'), 'abc');
      })
      .then((r) => {
        console.log(r);
        return promisify(fs.writev)(fs.openSync('z', 'w'), [Buffer.from('abc')]);
      })
      .then((r) => {
        console.log(r);
        blob();
      });
  });
}
async function blob() {
  fs.writeFileSync('blob', 'blob contents');
  const bl = await fs.openAsBlob('blob', { type: 'text/plain' });
  console.log(
    bl,
    await bl.text(),
    await bl.slice(2, 6).text(),
    Buffer.from(await bl.arrayBuffer()).length,
  );
  const parts = [];
  for await (const c of bl.stream()) parts.push(c.length);
  console.log(parts);
  fs.writeFileSync('blob', 'changed!');
  try {
    console.log(await bl.text());
  } catch (e) {
    console.log(e.name, e.message, e.code);
  }
  try {
    await fs.openAsBlob('none').then((b) => console.log(b));
  } catch (e) {
    console.log(e.name, e.message, e.code);
  }
  // unlinked but open
  const fd = fs.openSync('gone', 'w+');
  fs.unlinkSync('gone');
  fs.writeSync(fd, 'still');
  console.log(
    fs.readFileSync(fd, 'utf8'),
    fs.fstatSync(fd).nlink,
    fs.readSync(fd, Buffer.alloc(9), 0, 9, 0),
  );
  fs.closeSync(fd);
  // renames replace, open fd stays
  fs.writeFileSync('n1', '1');
  fs.writeFileSync('n2', '2');
  const o = fs.openSync('n2');
  fs.renameSync('n1', 'n2');
  console.log(fs.readFileSync(o, 'utf8'), fs.readFileSync('n2', 'utf8'));
  console.log(
    fs.constants.O_SYNC,
    fs.constants.UV_FS_O_FILEMAP,
    fs.F_OK === undefined,
    fs.constants.F_OK,
    Object.keys(fs).length,
    Object.keys(fs.promises).length,
  );
  console.log(
    Object.keys(fs)
      .filter((k) => typeof fs[k] === 'function')
      .join(),
  );
  fs.closeSync(o);
  try {
    fs.closeSync(o);
  } catch (e) {
    console.log(e.code, e.syscall, e.message);
  }
  const dir = fs.openSync('.', 'r');
  console.log(fs.fstatSync(dir).isDirectory());
  try {
    fs.readSync(dir, Buffer.alloc(1));
  } catch (e) {
    console.log(e.code, e.message);
  }
  fs.fsyncSync(dir);
  fs.closeSync(dir);
  // fs.stat by URL and buffer
  console.log(
    fs.statSync(Buffer.from('m')).isFile(),
    fs.statSync(new URL('file://' + process.cwd() + '/m')).isFile(),
  );
  const ws = new fs.WriteStream('wsx', { flush: true });
  ws.end('x');
  await once(ws, 'close');
  console.log(ws.closed);
  const part = fs.createReadStream('blob', { fd: fs.openSync('blob'), start: 2 });
  part.on('data', (data) => console.log(String(data)));
  await once(part, 'close');
  console.log(fs.Stats.name, fs.Dirent.name, fs.Dir.name, fs.Utf8Stream?.name);
}
