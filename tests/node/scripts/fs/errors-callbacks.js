// What callbacks get of failures: code, errno, syscall, path, dest, message.
const fs = require('fs');
fs.mkdirSync('work');
process.chdir('work');
const say = (name, e) =>
  console.log(name, e && [e.name, e.code, e.errno, e.syscall, e.path, e.dest, e.message]);
const cases = {
  linkloop: [
    () => {
      fs.symlinkSync('l2', 'l1');
      fs.symlinkSync('l1', 'l2');
    },
    (c) => fs.stat('l1', c),
  ],
  open_loop: [null, (c) => fs.open('l1', c)],
  real: [null, (c) => fs.realpath('l1', c)],
  realnative: [null, (c) => fs.realpath.native('l1', c)],
  readlink: [null, (c) => fs.readlink('none', c)],
  link: [null, (c) => fs.link('none', 'b', c)],
  link2: [() => fs.writeFileSync('f', 'x'), (c) => fs.link('f', 'f', c)],
  symlink: [null, (c) => fs.symlink('a', 'f', c)],
  rename: [null, (c) => fs.rename('none', 'b', c)],
  copy: [null, (c) => fs.copyFile('none', 'b', c)],
  copyexcl: [
    () => fs.writeFileSync('g', 'x'),
    (c) => fs.copyFile('f', 'g', fs.constants.COPYFILE_EXCL, c),
  ],
  copydir: [() => fs.mkdirSync('d'), (c) => fs.copyFile('d', 'h', c)],
  ficlone: [null, (c) => fs.copyFile('f', 'fc', fs.constants.COPYFILE_FICLONE, c)],
  ficloneforce: [null, (c) => fs.copyFile('f', 'fcf', fs.constants.COPYFILE_FICLONE_FORCE, c)],
  mkdir: [null, (c) => fs.mkdir('d', c)],
  mkdirp: [null, (c) => fs.mkdir('f/x/y', { recursive: true }, c)],
  mkdirp2: [null, (c) => fs.mkdir('f', { recursive: true }, c)],
  rmdir: [() => fs.writeFileSync('d/x', ''), (c) => fs.rmdir('d', c)],
  rm: [null, (c) => fs.rm('d', c)],
  rm2: [null, (c) => fs.rm('none', c)],
  rmforce: [null, (c) => fs.rm('none', { force: true }, c)],
  opendir: [null, (c) => fs.opendir('none', c)],
  opendirf: [null, (c) => fs.opendir('f', c)],
  readdir: [null, (c) => fs.readdir('none', c)],
  readdirr: [null, (c) => fs.readdir('none', { recursive: true }, c)],
  readfile: [null, (c) => fs.readFile('d', c)],
  readfile2: [null, (c) => fs.readFile('f/x', 'utf8', c)],
  writefile: [null, (c) => fs.writeFile('d', 'x', c)],
  append: [null, (c) => fs.appendFile('none/x', 'x', c)],
  truncate: [null, (c) => fs.truncate('none', c)],
  ftruncate: [null, (c) => fs.ftruncate(999, c)],
  fsync: [null, (c) => fs.fsync(999, c)],
  fdatasync: [null, (c) => fs.fdatasync(999, c)],
  close: [null, (c) => fs.close(999, c)],
  fstat: [null, (c) => fs.fstat(999, c)],
  read: [null, (c) => fs.read(999, Buffer.alloc(1), c)],
  write: [null, (c) => fs.write(999, 'x', c)],
  writev: [null, (c) => fs.writev(999, [Buffer.alloc(1)], c)],
  readv: [null, (c) => fs.readv(999, [Buffer.alloc(1)], c)],
  fchmod: [null, (c) => fs.fchmod(999, 0, c)],
  fchown: [null, (c) => fs.fchown(999, 0, 0, c)],
  futimes: [null, (c) => fs.futimes(999, 0, 0, c)],
  utimes: [null, (c) => fs.utimes('none', 0, 0, c)],
  lutimes: [null, (c) => fs.lutimes('none', 0, 0, c)],
  chmod: [null, (c) => fs.chmod('none', 0, c)],
  chown: [null, (c) => fs.chown('none', 0, 0, c)],
  lchown: [null, (c) => fs.lchown('none', 0, 0, c)],

  statfs: [null, (c) => fs.statfs('none', c)],
  access: [null, (c) => fs.access('none', fs.constants.W_OK, c)],
  cp: [null, (c) => fs.cp('none', 'b', c)],
  cpdir: [null, (c) => fs.cp('d', 'b', c)],
  cpself: [null, (c) => fs.cp('d', 'd/y', { recursive: true }, c)],
  cpexist: [null, (c) => fs.cp('f', 'g', { errorOnExist: true, force: false }, c)],
  cpftod: [null, (c) => fs.cp('f', 'd', c)],
  cpdtof: [null, (c) => fs.cp('d', 'f', { recursive: true }, c)],
  unlinkdir: [null, (c) => fs.unlink('d', c)],
  buf: [null, (c) => fs.stat(Buffer.from('none'), c)],
  url: [null, (c) => fs.stat(new URL('file:///none%20x'), c)],
  long: [null, (c) => fs.stat('x'.repeat(300), c)],
  throwIf: [null, (c) => fs.stat('none', { throwIfNoEntry: false }, c)],
};
(async () => {
  for (const [name, [setup, run]] of Object.entries(cases)) {
    setup?.();
    await new Promise((resolve) =>
      run((...a) => {
        say(name, a[0]);
        if (a.length > 1) console.log(' ', a.length, typeof a[1]);
        resolve();
      }),
    );
  }
  for (const [name, f] of Object.entries({
    a: () => fs.readFileSync(),
    b: () => fs.openSync('x', 'rr'),
    d: () => fs.readSync(0, Buffer.alloc(2), 3, 1),
    e: () => fs.readSync(0, 'x'),
    f: () => fs.writeFileSync('x', 5),
    g: () => fs.mkdirSync('x', 'bad'),
    h: () => fs.chmodSync('x', '99'),
    i: () => fs.utimesSync('f', 'x', 1),
    j: () => fs.truncateSync('f', -5),
    k: () => fs.readdirSync('.', { encoding: 'nope' }),
    l: () => fs.createReadStream('f', { start: 5, end: 3 }),
    m: () => fs.createReadStream('f', { highWaterMark: -1 }),
    n: () => fs.accessSync('f', 99),
    o: () => fs.copyFileSync('f', 'g', 99),
    p: () => fs.rmSync('f', { recursive: 1 }),
    q: () => fs.cpSync('f', 'g', { filter: 1 }),
    r: () => fs.mkdtempSync(1),
    s: () => fs.watchFile('f'),
    t: () => fs.stat('f'),
    u: () => fs.openAsBlob(5),
    v: () => fs.symlinkSync('a', 'b', 'c'),
    w: () => fs.opendirSync('.', { bufferSize: 0 }),
    x: () => fs.readvSync(1, 'x'),
    y: () => fs.globSync(5),
    z: () => fs.lchmodSync('f', 1),
  })) {
    try {
      console.log(name, typeof f());
    } catch (e) {
      console.log(name, e.name, e.code, e.message);
    }
  }
})();
