// fs.watch, promises.watch and watchFile: errors, options, aborts, threads; the process ends by itself.
import fs from 'node:fs';
import fsp from 'node:fs/promises';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
fs.mkdirSync('work');
process.chdir('work');
fs.writeFileSync('f', 'x');
fs.mkdirSync('d/e', { recursive: true });
for (const bad of ['none', 'f/x', '', 'x\0']) {
  try {
    fs.watch(bad).close();
    console.log('ok');
  } catch (e) {
    console.log(e.code, e.errno, e.syscall, e.path, e.filename, e.message);
  }
}
{
  const w = fs.watch('f');
  console.log(w.constructor.name);
  w.close();
  w.close();
  await once(w, 'close');
  console.log('closed');
}
{
  const w = fs.watch('f', { encoding: 'buffer' });
  setImmediate(() => fs.appendFileSync('f', 'y'));
  console.log(await once(w, 'change'));
  w.close();
}
{
  const w = fs.watch('d', { encoding: 'hex' });
  setImmediate(() => fs.writeFileSync('d/abc', ''));
  console.log(await once(w, 'change'));
  w.close();
}
{
  const ac = new AbortController();
  const w = fs.watch('f', { signal: ac.signal });
  setImmediate(() => ac.abort());
  await once(w, 'close');
  console.log('aborted');
}
{
  const a = fs.watch('f'),
    b = fs.watch('./f');
  const p = Promise.all([once(a, 'change'), once(b, 'change')]);
  fs.appendFileSync('f', 'z');
  console.log(await p);
  a.close();
  b.close();
}
{
  const w = fs.watch('f', { persistent: false });
  w.close();
}
{
  const ac = new AbortController();
  const seen = [];
  setImmediate(() => fs.appendFileSync('d/abc', 'x'));
  try {
    for await (const e of fsp.watch('d', { signal: ac.signal })) {
      seen.push(e);
      if (seen.length === 1) fs.unlinkSync('d/abc');
      else ac.abort();
    }
  } catch (e) {
    console.log(e.name, e.code);
  }
  console.log(seen);
}
{
  try {
    for await (const e of fsp.watch('none'));
  } catch (e) {
    console.log(e.code, e.message);
  }
}
{
  const w = fs.watch('d', { recursive: true });
  const got = [];
  const p = new Promise((r) =>
    w.on('change', (t, f) => {
      got.push(`${t}:${f}`);
      if (f === 'e/deep') r();
    }),
  );
  fs.writeFileSync('d/e/deep', 'x');
  await p;
  console.log(got.includes('rename:e/deep'));
  w.close();
  await 0;
}
{
  const w = fs.watch('d', { ignore: '*.log' });
  const p = once(w, 'change');
  fs.writeFileSync('d/a.log', '');
  fs.writeFileSync('d/b.txt', '');
  console.log(await p);
  w.close();
}
{
  const worker = new Worker(
    `const fs = require('fs'); const { parentPort } = require('worker_threads'); const w = fs.watch('d', (t, f) => { parentPort.postMessage([t, f]); w.close(); }); parentPort.postMessage('ready');`,
    { eval: true },
  );
  await once(worker, 'message');
  fs.writeFileSync('d/from-main', '');
  console.log(await once(worker, 'message'));
  await once(worker, 'exit');
}
// watchFile
{
  const p = new Promise((r) =>
    fs.watchFile('f', { interval: 10 }, (c, q) => r([c.size > q.size, c.isFile()])),
  );
  const t = setInterval(() => fs.appendFileSync('f', 'more'), 20);
  console.log(await p);
  clearInterval(t);
  fs.unwatchFile('f');
}
{
  const p = new Promise((r) =>
    fs.watchFile('none', { interval: 10 }, (c, q) => r([c.mtimeMs, q.mtimeMs, c.nlink, q.size])),
  );
  console.log(await p);
  const p2 = new Promise((r) => fs.watchFile('none', (c, q) => r([c.size, q.size])));
  fs.writeFileSync('none', 'now');
  console.log(await p2);
  fs.unwatchFile('none');
}
{
  const w = fs.watchFile('f', { interval: 10, bigint: true }, () => {});
  console.log(w.constructor.name, w.listenerCount('change'));
  w.on('stop', () => console.log('stop'));
  fs.unwatchFile('f');
  await new Promise(setImmediate);
}
fs.watchFile('f', { persistent: false, interval: 5 }, () => {});
console.log('end');
