// fs.watch: which events each operation gives to who watches the folder, or the file itself.
const fs = require('fs');
fs.mkdirSync('work');
process.chdir('work');
for (const folder of ['d', 'd/sub', 'over', 'gone', 'moved']) fs.mkdirSync(folder);
for (const file of ['d/old', 'file', 'open', 'closing', 'a', 'b', 't']) fs.writeFileSync(file, 'x');

// Events come in the order in which things happened: once the last is here, all are.
fs.mkdirSync('sentinel');
let asked = 0;
let passed = () => {};
const sentinel = fs.watch('sentinel', (_type, file) => file === String(asked) && passed());
const allSoFar = () =>
  new Promise((resolve) => {
    passed = resolve;
    fs.mkdirSync(`sentinel/${++asked}`);
  });

async function step(name, target, act) {
  const seen = [];
  const watcher = fs.watch(target, (type, file) => seen.push(`${type}:${file}`));
  act();
  await allSoFar();
  watcher.close();
  console.log(`${name} → ${seen.join(' ')}`);
}

const append = (file) => fs.appendFileSync(file, 'more');

async function inFolder() {
  const steps = {
    'a new file': () => fs.writeFileSync('d/new', 'abc'),
    'a new, empty file': () => fs.closeSync(fs.openSync('d/empty', 'w')),
    'another content': () => fs.writeFileSync('d/old', 'abc'),
    append: () => append('d/old'),
    'append twice': () => (append('d/old'), append('d/old')),
    'two files in turn': () => (append('d/old'), append('d/new'), append('d/old')),
    mkdir: () => fs.mkdirSync('d/made'),
    rmdir: () => fs.rmdirSync('d/made'),
    'chmod of a file': () => fs.chmodSync('d/old', 0o600),
    'chmod of a folder': () => fs.chmodSync('d/sub', 0o700),
    utimes: () => fs.utimesSync('d/old', 1, 1),
    rename: () => fs.renameSync('d/old', 'd/renamed'),
    'rename over another': () => fs.renameSync('d/renamed', 'd/new'),
    'move out': () => fs.renameSync('d/new', 'out'),
    'move in': () => fs.renameSync('out', 'd/in'),
    unlink: () => fs.unlinkSync('d/in'),
    symlink: () => fs.symlinkSync('x', 'd/link'),
    link: () => fs.linkSync('file', 'd/hard'),
    'write by another name': () => append('d/hard'),
    truncate: () => fs.truncateSync('d/hard', 1),
    'copyFile to a new file': () => fs.copyFileSync('file', 'd/copy'),
    'copyFile over another': () => fs.copyFileSync('file', 'd/copy'),
    'rm -r': () => fs.rmSync('d/sub', { recursive: true }),
    'come and go': () => {
      fs.writeFileSync('d/1', '');
      fs.writeFileSync('d/2', 'x');
      fs.unlinkSync('d/1');
    },
  };
  for (const [name, act] of Object.entries(steps)) await step(name, 'd', act);
}

async function ofFile() {
  await step('write', 'file', () => fs.writeFileSync('file', '2'));
  await step('append twice', 'file', () => (append('file'), append('file')));
  await step('chmod, write, chmod', 'file', () => {
    fs.chmodSync('file', 0o644);
    append('file');
    fs.chmodSync('file', 0o600);
  });
  await step('rename', 'file', () => fs.renameSync('file', 'file2'));
  await step('link', 'file2', () => fs.linkSync('file2', 'file3'));
  await step('unlink one of its names', 'file2', () => fs.unlinkSync('file3'));
  await step('unlink the last but one', 'file2', () => fs.unlinkSync('d/hard'));
  await step('unlink the last', 'file2', () => fs.unlinkSync('file2'));
  const open = fs.openSync('open');
  await step('unlink while open', 'open', () => fs.unlinkSync('open'));
  fs.closeSync(open);
  const closing = fs.openSync('closing');
  await step('unlink, then close', 'closing', () => {
    fs.unlinkSync('closing');
    fs.closeSync(closing);
  });
  await step('overwritten', 'b', () => fs.renameSync('a', 'b'));
  await step('reading', 'b', () => (fs.readFileSync('b'), fs.statSync('b')));
  const fd = fs.openSync('t', 'r+');
  await step('by descriptor', 't', () => {
    fs.ftruncateSync(fd, 0);
    fs.futimesSync(fd, 1, 1);
    fs.fchmodSync(fd, 0o600);
    fs.writeSync(fd, 'x');
  });
  await step('write of nothing', 't', () => fs.writeSync(fd, ''));
}

async function ofFolder() {
  await step('rmdir', 'gone', () => fs.rmdirSync('gone'));
  await step('rename', 'moved', () => fs.renameSync('moved', 'moved2'));
  await step('chmod', 'moved2', () => fs.chmodSync('moved2', 0o700));
  await step('overwritten', 'over', () => fs.renameSync('moved2', 'over'));
  await step('a path that ends in a slash', 'over/', () => fs.chmodSync('over', 0o755));
}

(async () => {
  console.log('# in a folder');
  await inFolder();
  console.log('# the file itself');
  await ofFile();
  console.log('# the folder itself');
  await ofFolder();
  sentinel.close();
})();
