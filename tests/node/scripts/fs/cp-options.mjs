// cp, cpSync and promises.cp with every option, and what they refuse.
import fs from 'node:fs';
import fsp from 'node:fs/promises';
fs.mkdirSync('work');
process.chdir('work');
const tree = (d, p = '') =>
  fs
    .readdirSync(d)
    .sort()
    .flatMap((n) => {
      const s = fs.lstatSync(d + '/' + n);
      return s.isDirectory()
        ? [p + n + '/', ...tree(d + '/' + n, p + n + '/')]
        : [
            p +
              n +
              (s.isSymbolicLink()
                ? ' -> ' + fs.readlinkSync(d + '/' + n)
                : '=' + fs.readFileSync(d + '/' + n) + ' ' + (s.mode & 0o777).toString(8)),
          ];
    });
fs.mkdirSync('s/x/y', { recursive: true });
fs.writeFileSync('s/f', '1', { mode: 0o751 });
fs.writeFileSync('s/x/g', '2');
fs.symlinkSync('f', 's/l');
fs.symlinkSync(fs.realpathSync('s/x'), 's/abs');
fs.utimesSync('s/f', 10, 20);
const say = async (name, f) => {
  try {
    const v = await f();
    console.log(name, 'ok', v);
  } catch (e) {
    console.log(
      name,
      e.name,
      e.code,
      e.errno,
      e.syscall,
      e.path,
      e.message.replaceAll(process.cwd(), 'CWD'),
    );
  }
};
const cwd = process.cwd();
const t2 = (d) => tree(d).map((x) => x.replaceAll(cwd, 'CWD'));
for (const [kind, cp] of [
  ['sync', (...a) => fs.cpSync(...a)],
  ['promise', (...a) => fsp.cp(...a)],
  ['callback', (...a) => new Promise((r, j) => fs.cp(...a, (e) => (e ? j(e) : r())))],
]) {
  const o = kind;
  fs.mkdirSync(o);
  await say('plain', () => cp('s', o + '/1', { recursive: true }));
  console.log(t2(o + '/1'));
  await say('again', () => cp('s', o + '/1', { recursive: true }));
  await say('noforce', () => cp('s', o + '/1', { recursive: true, force: false }));
  await say('errorOnExist', () =>
    cp('s', o + '/1', { recursive: true, force: false, errorOnExist: true }),
  );
  await say('verbatim', () => cp('s', o + '/2', { recursive: true, verbatimSymlinks: true }));
  console.log(t2(o + '/2'));
  await say('deref', () => cp('s', o + '/3', { recursive: true, dereference: true }));
  console.log(t2(o + '/3'));
  await say('times', () => cp('s', o + '/4', { recursive: true, preserveTimestamps: true }));
  console.log(fs.statSync(o + '/4/f').mtimeMs);
  await say('filter', () =>
    cp('s', o + '/5', { recursive: true, filter: (a, b) => !a.endsWith('g') }),
  );
  console.log(t2(o + '/5'));
  if (kind !== 'sync')
    await say('async filter', () =>
      cp('s', o + '/6', { recursive: true, filter: async (a) => a !== 's/x' }),
    );
  await say('file', () => cp('s/f', o + '/file'));
  await say('file over', () => cp('s/x/g', o + '/file'));
  console.log(fs.readFileSync(o + '/file', 'utf8'));
  await say('deep', () => cp('s/f', o + '/a/b/c/file'));
  console.log(fs.existsSync(o + '/a/b/c/file'));
  await say('excl', () => cp('s/f', o + '/file', { mode: fs.constants.COPYFILE_EXCL }));
  await say('mode', () => cp('s/f', o + '/file', { mode: 99 }));
  await say('not recursive', () => cp('s', o + '/7'));
  await say('into self', () => cp('s', 's/x/z', { recursive: true }));
  await say('same', () => cp('s', 's', { recursive: true }));
  await say('dir to file', () => cp('s', o + '/file', { recursive: true }));
  await say('file to dir', () => cp('s/f', o + '/1'));
  await say('missing', () => cp('none', o + '/8', { recursive: true }));
  await say('link', () => cp('s/l', o + '/l'));
  console.log(
    fs.lstatSync(o + '/l').isSymbolicLink(),
    fs.readlinkSync(o + '/l').replace(cwd, 'CWD'),
  );
  await say('link over', () => cp('s/l', o + '/l'));
  await say('bad', () =>
    cp('s', o + '/9', { recursive: true, dereference: true, verbatimSymlinks: true }),
  );
}
