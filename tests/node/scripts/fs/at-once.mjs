// Many calls in flight at a time; aborts; large files; names.
import fs from 'node:fs';
import fsp from 'node:fs/promises';
fs.mkdirSync('work');
process.chdir('work');
const fd = fs.openSync('par', 'w+');
await Promise.all(
  Array.from(
    { length: 50 },
    (_, i) => new Promise((r) => fs.write(fd, String(i).padStart(2, '0'), i * 2, r)),
  ),
);
console.log(fs.readFileSync('par', 'utf8'));
await Promise.all(Array.from({ length: 20 }, (_, i) => fsp.writeFile('n' + i, 'x'.repeat(i))));
console.log(
  (await Promise.all(Array.from({ length: 20 }, (_, i) => fsp.stat('n' + i))))
    .map((s) => s.size)
    .join(),
);
console.log(
  (await Promise.allSettled(Array.from({ length: 5 }, (_, i) => fsp.mkdir('same'))))
    .map((r) => r.status + (r.reason?.code ?? ''))
    .sort()
    .join(),
);
await Promise.all(Array.from({ length: 30 }, () => fsp.appendFile('app', 'line\n')));
console.log(fs.readFileSync('app').length);
const h = await Promise.all(Array.from({ length: 100 }, () => fsp.open('app')));
console.log(h.length, new Set(h.map((x) => x.fd)).size);
await Promise.all(h.map((x) => x.close()));
const before = fs.openSync('app');
fs.closeSync(before);
const again = fs.openSync('app');
console.log(before === again);
fs.closeSync(again);
// aborts
for (const f of [
  (s) => fsp.readFile('app', { signal: s }),
  (s) => fsp.writeFile('app2', 'x', { signal: s }),
  (s) => new Promise((r, j) => fs.readFile('app', { signal: s }, (e, d) => (e ? j(e) : r(d)))),
  (s) =>
    new Promise((r, j) => fs.writeFile('app3', 'y', { signal: s }, (e, d) => (e ? j(e) : r(d)))),
]) {
  const ac = new AbortController();
  const p = f(ac.signal);
  ac.abort(new Error('why'));
  await p.then(
    () => console.log('done'),
    (e) => console.log(e.name, e.code, e.cause?.message),
  );
}
// large
const big = Buffer.alloc(3_000_001, 'xyz');
fs.writeFileSync('big', big);
console.log(fs.readFileSync('big').equals(big));
await fsp.writeFile('big2', big);
console.log((await fsp.readFile('big2')).equals(big));
const s = 'é'.repeat(700_000);
await fsp.writeFile('bigs', s);
console.log((await fsp.readFile('bigs', 'utf8')) === s, fs.readFileSync('bigs', 'utf8') === s);
await new Promise((r) => fs.readFile('big', (e, d) => r(console.log(e, d.length))));
const rh = await fsp.open('big');
console.log((await rh.readFile()).length, (await rh.readFile()).length);
await rh.close();
// growing file
fs.writeFileSync('grow', 'a');
const g = fs.openSync('grow', 'a+');
fs.writeSync(g, 'b');
console.log(fs.readFileSync(g, 'utf8'));
fs.closeSync(g);
// sparse
fs.truncateSync('grow', 5);
console.log(fs.readFileSync('grow'));
// names
for (const n of ['a b', 'ü', '\u{1f600}', 'x'.repeat(255)]) {
  fs.writeFileSync(n, n);
  console.log(fs.readFileSync(n, 'utf8') === n);
}
try {
  fs.writeFileSync('x'.repeat(256), '');
} catch (e) {
  console.log(e.code);
}
console.log(
  fs
    .readdirSync('.')
    .filter((n) => n.length < 5)
    .slice(0, 8),
);
// umask of a worker is shared
process.umask(0o27);
fs.writeFileSync('um', '');
console.log(fs.statSync('um').mode.toString(8));
fs.mkdirSync('umd');
console.log(fs.statSync('umd').mode.toString(8));
