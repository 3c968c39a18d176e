// Errors of synchronous calls: every field, and the order of their keys.
const fs = require('node:fs');

fs.mkdirSync('work/a/b', { recursive: true });
process.chdir('work');
fs.writeFileSync('f', 'hi');
fs.symlinkSync('loop', 'loop');
fs.symlinkSync('f', 'link');

function attempt(name, run) {
  try {
    console.log(name, '=>', run());
  } catch (error) {
    console.log(name, '!!', error.name, JSON.stringify(error.message));
    for (const [key, value] of Object.entries(error)) console.log('   ', key, '=', value);
  }
}

function withFile(flags, use) {
  const fd = fs.openSync('f', flags);
  try {
    return use(fd);
  } finally {
    fs.closeSync(fd);
  }
}

const BAD = 9999;
const none = 'none';
attempt('access', () => fs.accessSync(none));
attempt('appendFile', () => fs.appendFileSync('a', 'x'));
attempt('chmod', () => fs.chmodSync(none, 0o600));
attempt('chown', () => fs.chownSync(none, 1, 1));
attempt('close', () => fs.closeSync(BAD));
attempt('copyFile', () => fs.copyFileSync(none, 'x'));
attempt('copyFile of a directory', () => fs.copyFileSync('a', 'x'));
attempt('copyFile excl', () => fs.copyFileSync('f', 'link', fs.constants.COPYFILE_EXCL));
attempt('exists', () => [fs.existsSync(none), fs.existsSync('f'), fs.existsSync('')]);
attempt('fchmod', () => fs.fchmodSync(BAD, 0o600));
attempt('fchown', () => fs.fchownSync(BAD, 1, 1));
attempt('fdatasync', () => fs.fdatasyncSync(BAD));
attempt('fstat', () => fs.fstatSync(BAD));
attempt('fsync', () => fs.fsyncSync(BAD));
attempt('ftruncate', () => fs.ftruncateSync(BAD, 1));
attempt('ftruncate read-only', () => withFile('r', (fd) => fs.ftruncateSync(fd, 1)));
attempt('futimes', () => fs.futimesSync(BAD, 1, 1));
attempt('lchown', () => fs.lchownSync(none, 1, 1));
attempt('link', () => fs.linkSync(none, 'x'));
attempt('link exists', () => fs.linkSync('f', 'a'));
attempt('link directory', () => fs.linkSync('a', 'x'));
attempt('lstat', () => fs.lstatSync(none));
attempt('lstat, no throw', () => fs.lstatSync(none, { throwIfNoEntry: false }));
attempt('lutimes', () => fs.lutimesSync(none, 1, 1));
attempt('mkdir', () => fs.mkdirSync('a'));
attempt('mkdir below nothing', () => fs.mkdirSync('x/y'));
attempt('mkdir below a file', () => fs.mkdirSync('f/y'));
attempt('mkdir -p over a file', () => fs.mkdirSync('f', { recursive: true }));
attempt('mkdir -p below a file', () => fs.mkdirSync('f/x/y', { recursive: true }));
attempt('mkdtemp', () => fs.mkdtempSync('x/y-'));
attempt('open', () => fs.openSync(none));
attempt('open exclusive', () => fs.openSync('f', 'wx'));
attempt('open a directory to write', () => fs.openSync('a', 'w'));
attempt('open a loop', () => fs.openSync('loop'));
attempt('open below a file', () => fs.openSync('f/x'));
attempt('open a file with a slash', () => fs.openSync('f/'));
attempt('open a long name', () => fs.openSync('x'.repeat(256)));
attempt('open a buffer', () => fs.openSync(Buffer.from(none)));
attempt('open a URL', () => fs.openSync(new URL('file:///none')));
attempt('opendir', () => fs.opendirSync(none));
attempt('opendir of a file', () => fs.opendirSync('f'));
attempt('read', () => fs.readSync(BAD, Buffer.alloc(1)));
attempt('read write-only', () => withFile('a', (fd) => fs.readSync(fd, Buffer.alloc(1))));
attempt('readFile', () => fs.readFileSync(none));
attempt('readFile of a directory', () => fs.readFileSync('a'));
attempt('readFile utf8', () => fs.readFileSync(none, 'utf8'));
attempt('readFile utf8 of a directory', () => fs.readFileSync('a', 'utf8'));
attempt('readFile utf8 of a bad descriptor', () => fs.readFileSync(BAD, 'utf8'));
attempt('readdir', () => fs.readdirSync(none));
attempt('readdir of a file', () => fs.readdirSync('f'));
attempt('readdir recursive', () => fs.readdirSync(none, { recursive: true }));
attempt('readlink', () => fs.readlinkSync('f'));
attempt('readv', () => fs.readvSync(BAD, [Buffer.alloc(1)]));
attempt('realpath', () => fs.realpathSync(none));
attempt('realpath of a loop', () => fs.realpathSync('loop'));
attempt('realpath native', () => fs.realpathSync.native(none));
attempt('rename', () => fs.renameSync(none, 'x'));
attempt('rename a directory into itself', () => fs.renameSync('a', 'a/b/c'));
attempt('rename a file over a directory', () => fs.renameSync('f', 'a'));
attempt('rename a directory over a file', () => fs.renameSync('a', 'f'));
attempt('rm', () => fs.rmSync(none));
attempt('rm of a directory', () => fs.rmSync('a'));
attempt('rmdir', () => fs.rmdirSync('a'));
attempt('rmdir of a file', () => fs.rmdirSync('f'));
attempt('stat', () => fs.statSync(none));
attempt('stat, no throw', () => fs.statSync('f/x', { throwIfNoEntry: false }));
attempt('statfs', () => fs.statfsSync(none));
attempt('symlink', () => fs.symlinkSync('f', 'link'));
attempt('symlink below nothing', () => fs.symlinkSync('f', 'x/y'));
attempt('truncate', () => fs.truncateSync(none));
attempt('unlink', () => fs.unlinkSync(none));
attempt('unlink of a directory', () => fs.unlinkSync('a'));
attempt('utimes', () => fs.utimesSync(none, 1, 1));
attempt('write', () => withFile('r', (fd) => fs.writeSync(fd, 'x')));
attempt('write bytes', () => withFile('r', (fd) => fs.writeSync(fd, Buffer.from('x'))));
attempt('writeFile', () => fs.writeFileSync('a', 'x'));
attempt('writeFile latin1', () => fs.writeFileSync('a', 'x', 'latin1'));
attempt('writev', () => withFile('r', (fd) => fs.writevSync(fd, [Buffer.from('x')])));
attempt('bad flag', () => fs.openSync('f', 'q'));
attempt('bad path', () => fs.openSync(1n));
attempt('null byte', () => fs.openSync('a\0b'));

// The stack: the program's own lines, and lib's.
function opener() {
  fs.readFileSync(none);
}
try {
  opener();
} catch (error) {
  console.log(error.stack.split('\n').slice(0, 4).join('\n'));
}
