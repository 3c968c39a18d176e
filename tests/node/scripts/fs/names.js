// Directories, links, renames, and what stat says of them.
const fs = require('node:fs');

fs.mkdirSync('work');
process.chdir('work');
const kind = (stats) =>
  ['isFile', 'isDirectory', 'isSymbolicLink', 'isFIFO', 'isCharacterDevice'].filter((is) =>
    stats[is](),
  );

console.log(fs.mkdirSync('a/b/c', { recursive: true }), fs.mkdirSync('a/b/c', { recursive: true }));
console.log(fs.mkdirSync('a/q/../z/', { recursive: true }), fs.mkdirSync('plain'));
fs.writeFileSync('a/f', 'content', { mode: 0o640 });
fs.linkSync('a/f', 'hard');
fs.symlinkSync('../a/f', 'a/soft');
fs.symlinkSync('nowhere', 'dangling');
fs.symlinkSync('a', 'to-a', 'dir');
for (const path of ['a', 'a/f', 'hard', 'a/soft', 'dangling', 'to-a', '/dev/null']) {
  const stats = fs.lstatSync(path);
  console.log(path, kind(stats), stats.mode.toString(8), path === '/dev/null' || stats.nlink);
}
console.log(
  kind(fs.statSync('a/soft')),
  fs.statSync('to-a/f').size,
  fs.statSync('hard').ino === fs.statSync('a/f').ino,
);
console.log(
  fs.readlinkSync('a/soft'),
  fs.readlinkSync('dangling', 'buffer'),
  fs.readlinkSync(Buffer.from('to-a')),
);
console.log(
  fs.realpathSync('to-a/b/../soft'),
  fs.realpathSync.native('to-a/soft'),
  fs.realpathSync('.'),
);
console.log(
  fs.readdirSync('a'),
  fs.readdirSync('a', 'buffer'),
  fs.readdirSync('to-a', { encoding: 'hex' }),
);
console.log(fs.readdirSync('a', { withFileTypes: true }));
console.log(fs.readdirSync('.', { recursive: true }));
console.log(
  fs
    .readdirSync('a', { recursive: true, withFileTypes: true })
    .map((e) => [e.parentPath, e.name, kind(e)]),
);

fs.renameSync('a/f', 'a/b/g');
fs.renameSync('a/b', 'b');
console.log(fs.readdirSync('b'), fs.existsSync('a/soft'), fs.readFileSync('hard', 'utf8'));
fs.renameSync('hard', 'b/g');
console.log(fs.existsSync('hard'), fs.statSync('b/g').nlink);
fs.mkdirSync('empty');
fs.renameSync('b', 'empty');
console.log(fs.readdirSync('.'));
for (const name of ['ü', '동기', 'z', 'A', '𝒜', '\uffee', 'a b', '-'])
  fs.writeFileSync(`empty/${name}`, '');
console.log(fs.readdirSync('empty'));

fs.chmodSync('empty/g', 0o7751);
console.log(fs.statSync('empty/g').mode.toString(8));
const old = process.umask(0o077);
fs.writeFileSync('masked', '');
fs.mkdirSync('masked-folder');
console.log(
  old.toString(8),
  fs.statSync('masked').mode.toString(8),
  fs.statSync('masked-folder').mode.toString(8),
);
process.umask(old);

fs.utimesSync('masked', 1000.25, new Date(-1500));
let stats = fs.statSync('masked');
console.log(stats.atimeMs, stats.mtimeMs, stats.atime, stats.mtime);
stats = fs.statSync('masked', { bigint: true });
console.log(stats.atimeNs, stats.mtimeNs, stats.atimeMs, stats.size, typeof stats.ino);
fs.lutimesSync('dangling', 7, 8);
console.log(fs.lstatSync('dangling').mtimeMs, Object.keys(fs.statSync('.')));
const before = Date.now();
fs.writeFileSync('now', 'x');
const { mtimeMs, birthtimeMs } = fs.statSync('now');
console.log(Math.abs(mtimeMs - before) < 60_000, birthtimeMs <= mtimeMs);
console.log(Object.keys(fs.statfsSync('.')), typeof fs.statfsSync('.', { bigint: true }).bsize);

const temporary = fs.mkdtempSync('tmp-');
console.log(/^tmp-[A-Za-z0-9]{6}$/.test(temporary), fs.statSync(temporary).mode.toString(8));
fs.rmSync('empty', { recursive: true });
fs.rmSync('nothing', { recursive: true, force: true });
fs.rmdirSync(temporary);
console.log(fs.readdirSync('.'));
process.chdir('a');
console.log(process.cwd().endsWith('/work/a'), fs.readdirSync('..').length, fs.realpathSync('q'));
