// opendir, recursive readdir, glob, realpath, stat, statfs, rm.
import fs from 'node:fs';
import fsp from 'node:fs/promises';
fs.mkdirSync('work');
process.chdir('work');
for (const d of ['a/b/c', 'a/d', 'e']) fs.mkdirSync(d, { recursive: true });
for (const f of ['a/1.js', 'a/b/2.js', 'a/b/c/3.txt', 'e/4.js', 'root.js', '.hidden'])
  fs.writeFileSync(f, f);
fs.symlinkSync('../e', 'a/link');
fs.symlinkSync('none', 'dangling');
const names = (d) => {
  const r = [];
  let x;
  while ((x = d.readSync()))
    r.push(`${x.parentPath}|${x.name}|${x.isDirectory()}${x.isFile()}${x.isSymbolicLink()}`);
  return r.sort();
};
{
  const d = fs.opendirSync('.');
  console.log(d.path, names(d));
  d.closeSync();
  try {
    d.closeSync();
  } catch (e) {
    console.log(e.code, e.message);
  }
  try {
    d.readSync();
  } catch (e) {
    console.log(e.code, e.message);
  }
}
{
  const d = fs.opendirSync('.', { recursive: true, bufferSize: 2 });
  console.log(names(d));
  d.closeSync();
}
{
  const d = await fsp.opendir('.', { recursive: true, bufferSize: 1 });
  const r = [];
  for await (const e of d) r.push(e.parentPath + '/' + e.name);
  console.log(r.sort());
  try {
    await d.read();
  } catch (e) {
    console.log(e.code);
  }
}
{
  const d = await fsp.opendir('a', { encoding: 'hex' });
  const r = [];
  for await (const e of d) r.push(e.name);
  console.log(r.sort());
}
{
  const d = await fsp.opendir('a', { encoding: 'buffer' });
  const r = [];
  for await (const e of d) r.push(Buffer.isBuffer(e.name));
  console.log(r);
}
{
  const d = await fsp.opendir('e');
  const p = [d.read(), d.read()];
  console.log((await Promise.all(p)).map((x) => x?.name));
  await d.close();
  await d.close().catch((e) => console.log(e.code));
}
{
  await using d = await fsp.opendir('e');
  using s = fs.opendirSync('e');
  try {
    d.readSync();
    console.log('ok');
  } catch (e) {
    console.log(e.code);
  }
}
{
  const d = fs.opendirSync('e');
  d.read((e, x) => console.log('cb', e, x?.name));
  try {
    d.readSync();
  } catch (e) {
    console.log(e.code, e.message);
  }
  await new Promise((r) =>
    d.close((e) => {
      console.log('closed', e);
      r();
    }),
  );
}
console.log(
  fs.readdirSync('.', { recursive: true }).sort(),
  fs
    .readdirSync('.', { recursive: true, withFileTypes: true })
    .map((e) => e.parentPath + ':' + e.name)
    .sort(),
);
console.log(
  (await fsp.readdir('.', { recursive: true })).sort(),
  (await fsp.readdir('.', { recursive: true, withFileTypes: true }))
    .map((e) => e.parentPath + ':' + e.name)
    .sort(),
);
fs.readdir('a', { recursive: true, encoding: 'buffer' }, async (e, n) => {
  console.log(e, n.map(String).sort());
  console.log(
    fs.globSync('**/*.js').sort(),
    fs.globSync('a/*').sort(),
    fs.globSync('{a,e}/[0-9].js').sort(),
    fs.globSync('**', { exclude: ['a/**'] }).sort(),
    fs.globSync('*', { cwd: 'a' }).sort(),
  );
  console.log(
    fs
      .globSync('*', { withFileTypes: true })
      .map((e) => e.name + e.isDirectory())
      .sort(),
    fs.globSync('nothing*'),
    fs.globSync(['*.js', '.h*']).sort(),
  );
  const g = [];
  for await (const x of fsp.glob('**/*.js', { exclude: (p) => p.startsWith('e') })) g.push(x);
  console.log(g.sort());
  await new Promise((resolve) => fs.glob('a/**/?.txt', (e, m) => resolve(console.log(e, m))));
  console.log(
    fs.realpathSync('a/link/4.js'),
    fs.realpathSync.native('a/link'),
    await fsp.realpath('a/link', 'hex').then((x) => x.length),
    fs.realpathSync('.', 'buffer').constructor.name,
  );
  const real = (realpath, path) =>
    new Promise((resolve) => realpath(path, (e, r) => resolve([e?.code, e?.syscall, e?.path, r])));
  console.log(
    await real(fs.realpath, 'a/link/../root.js'),
    await real(fs.realpath.native, 'dangling'),
  );
  for (const m of [
    'isFile',
    'isDirectory',
    'isSymbolicLink',
    'isFIFO',
    'isSocket',
    'isBlockDevice',
    'isCharacterDevice',
  ])
    console.log(m, fs.lstatSync('a/link')[m](), fs.statSync('a/link')[m]());
  const st = fs.statSync('root.js');
  console.log(Object.keys(st), st.atime instanceof Date, st.size, st.blksize, st.nlink);
  const bs = fs.statSync('root.js', { bigint: true });
  console.log(Object.keys(bs), typeof bs.mtimeNs, bs.mtimeMs * 1000000n <= bs.mtimeNs);
  console.log(
    Object.keys(fs.statfsSync('.')),
    Object.values(fs.statfsSync('.')).every((x) => typeof x === 'number'),
    Object.values(await fsp.statfs('.', { bigint: true })).every((x) => typeof x === 'bigint'),
  );
  console.log(
    fs.existsSync('a/link'),
    fs.existsSync('dangling'),
    fs.existsSync(),
    fs.existsSync('a/link/none'),
  );
  console.log(
    await fsp.access('a').then(() => 1),
    await fsp.access('none').catch((e) => e.message),
  );
  // rm
  fs.rmSync('a', { recursive: true });
  console.log(fs.existsSync('e/4.js'), fs.readdirSync('.').sort());
  await fsp.rm('dangling');
  await fsp.rm('e', { recursive: true, force: true, maxRetries: 3, retryDelay: 1 });
  console.log(fs.readdirSync('.').sort());
  try {
    fs.rmdirSync('root.js');
  } catch (e) {
    console.log(e.code, e.message);
  }
});
