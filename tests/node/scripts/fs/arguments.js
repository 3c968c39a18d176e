// What is no descriptor, mode, length or position.
const fs = require('fs');
fs.writeFileSync('f', 'x');
const P = fs.promises;
const b = Buffer.alloc(2);
for (const fd of [-1, 1.5, NaN, 2 ** 31, '1', Infinity, 2 ** 32 + 5, -0]) {
  for (const [n, f] of Object.entries({
    close: () => fs.closeSync(fd),
    read: () => fs.readSync(fd, b),
    readv: () => fs.readvSync(fd, [b]),
    write: () => fs.writeSync(fd, ''),
    writeb: () => fs.writeSync(fd, b, 0, 0),
    writev: () => fs.writevSync(fd, []),
    fstat: () => fs.fstatSync(fd),
    fsync: () => fs.fsyncSync(fd),
    fdatasync: () => fs.fdatasyncSync(fd),
    ftruncate: () => fs.ftruncateSync(fd),
    fchmod: () => fs.fchmodSync(fd, 0o777),
    fchown: () => fs.fchownSync(fd, 1, 1),
    rf: () => fs.readFileSync(fd),
    wf: () => fs.writeFileSync(fd, 'x'),
    aclose: () => fs.close(fd, () => {}),
    aread: () => fs.read(fd, b, () => {}),
    awrite: () => fs.write(fd, b, () => {}),
    afstat: () => fs.fstat(fd, () => {}),
    afsync: () => fs.fsync(fd, () => {}),
    aft: () => fs.ftruncate(fd, 0, () => {}),
    awv: () => fs.writev(fd, [], () => {}),
  })) {
    if (fd === 1 || fd === -0) {
      if (n !== 'fstat') continue;
    }
    try {
      const v = f();
      console.log(String(fd), n, typeof v);
    } catch (e) {
      console.log(String(fd), n, e.name, e.code, e.message.slice(0, 120));
    }
  }
}
for (const mode of [-1, 8, 99, 1.5, '1', null, 2 ** 31])
  for (const [n, f] of Object.entries({
    access: () => fs.accessSync('f', mode),
    accessA: () => fs.access('f', mode, () => {}),
    copy: () => fs.copyFileSync('f', 'g', mode),
    copyA: () => fs.copyFile('f', 'h', mode, () => {}),
  })) {
    try {
      const v = f();
      console.log(String(mode), n, typeof v);
    } catch (e) {
      console.log(String(mode), n, e.name, e.code, e.message.slice(0, 120));
    }
  }
(async () => {
  for (const mode of [-1, 8])
    for (const f of [() => P.access('f', mode), () => P.copyFile('f', 'g', mode)])
      await f().then(
        (v) => console.log(v),
        (e) => console.log(e.name, e.code, e.message),
      );
})();
for (const l of [-1, 1.5, '5', 2 ** 53, NaN, Infinity, null])
  for (const [n, f] of Object.entries({
    tr: () => fs.truncateSync('f', l),
    pos: () => fs.readSync(fs.openSync('f'), b, 0, 1, l),
    wpos: () => fs.writeSync(fs.openSync('f', 'r+'), b, 0, 0, l),
    len: () => fs.readSync(fs.openSync('f'), b, 0, l),
    off: () => fs.readSync(fs.openSync('f'), b, l),
    wlen: () => fs.writeSync(fs.openSync('f', 'r+'), b, 0, l),
    ut: () => fs.utimesSync('f', l, 1),
  }))
    try {
      const v = f();
      console.log(String(l), n, v);
    } catch (e) {
      console.log(String(l), n, e.name, e.code, e.message.slice(0, 120));
    }
