// fs.cp and fs.cpSync: trees, links, options, refusals.
const fs = require('node:fs');

fs.mkdirSync('work/s/d/e', { recursive: true });
process.chdir('work');
fs.writeFileSync('s/f', 'F');
fs.writeFileSync('s/d/g', 'G', { mode: 0o600 });
fs.symlinkSync('f', 's/lf');
fs.symlinkSync('d', 's/ld');
fs.chmodSync('s/d/e', 0o700);
fs.utimesSync('s/f', 1000, 2000);
fs.linkSync('s/f', 'hard');

function tree(root) {
  return fs
    .readdirSync(root, { recursive: true })
    .sort()
    .map((name) => {
      const stats = fs.lstatSync(`${root}/${name}`);
      const link = stats.isSymbolicLink() ? ` -> ${fs.readlinkSync(`${root}/${name}`)}` : '';
      const text = stats.isFile() ? ` = ${fs.readFileSync(`${root}/${name}`)}` : '';
      return `${name} ${stats.mode.toString(8)}${link}${text}`;
    });
}
function attempt(name, run) {
  try {
    run();
    console.log(name);
  } catch (error) {
    console.log(
      name,
      '!!',
      error.name,
      error.code,
      error.errno,
      error.syscall,
      error.message,
      error.path,
    );
  }
}

attempt('nothing', () => fs.cpSync('none', 'x'));
attempt('same', () => fs.cpSync('s', 's', { recursive: true }));
attempt('same file', () => fs.cpSync('s/f', 'hard'));
attempt('directory to file', () => fs.cpSync('s', 'hard', { recursive: true }));
attempt('file to directory', () => fs.cpSync('hard', 's'));
attempt('not recursive', () => fs.cpSync('s', 'x'));
attempt('into itself', () => fs.cpSync('s', 's/d/x', { recursive: true }));
attempt('tree', () => fs.cpSync('s', 'p/q/r', { recursive: true }));
console.log(tree('p'));
attempt('again', () => fs.cpSync('s', 'p/q/r', { recursive: true }));
attempt('verbatim', () => fs.cpSync('s', 'verbatim', { recursive: true, verbatimSymlinks: true }));
console.log(tree('verbatim'));
attempt('dereference', () =>
  fs.cpSync('s', 'dereferenced', { recursive: true, dereference: true }),
);
console.log(tree('dereferenced'));
attempt('errorOnExist', () =>
  fs.cpSync('s', 'p/q/r', { recursive: true, force: false, errorOnExist: true }),
);
attempt(
  'errorOnExist, a file',
  () =>
    fs.cpSync('s/f', 'hard2') || fs.cpSync('s/f', 'hard2', { force: false, errorOnExist: true }),
);
fs.writeFileSync('s/f', 'NEW');
attempt('no force', () => fs.cpSync('s/f', 'hard2', { force: false }));
console.log(String(fs.readFileSync('hard2')));
attempt('force', () => fs.cpSync('s/f', 'hard2'));
console.log(String(fs.readFileSync('hard2')));
fs.utimesSync('s/f', 1000, 2000);
attempt('times', () => fs.cpSync('s', 'timed', { recursive: true, preserveTimestamps: true }));
console.log(fs.statSync('timed/f').mtimeMs);
attempt('filter', () =>
  fs.cpSync('s', 'filtered', { recursive: true, filter: (from) => !from.endsWith('d') }),
);
console.log(tree('filtered'));

(async () => {
  await fs.promises.cp('s', 'async', { recursive: true });
  console.log(tree('async'));
  await fs.promises
    .cp('s', 'async', { recursive: true, force: false, errorOnExist: true })
    .catch((error) => {
      console.log(error.code, error.message);
    });
  await fs.promises
    .cp('s', 's/k', { recursive: true })
    .catch((error) => console.log(error.message));
  await fs.promises.cp('s/f', 'single');
  console.log(String(fs.readFileSync('single')));
})();
