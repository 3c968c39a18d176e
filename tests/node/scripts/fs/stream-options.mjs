// Streams of files: options, order of events, failures, fs of one’s own.
import fs from 'node:fs';
import { once } from 'node:events';
import { pipeline, finished } from 'node:stream/promises';
fs.mkdirSync('work');
process.chdir('work');
fs.writeFileSync('f', '0123456789abcdefghijklmnopqrstuvwxyz');
const all = async (s) => {
  const r = [];
  try {
    for await (const c of s) r.push(String(c));
  } catch (e) {
    r.push(e.code + ' ' + e.message);
  }
  return r;
};
console.log(await all(fs.createReadStream('f', { start: 5, end: 10, highWaterMark: 4 })));
console.log(
  await all(fs.createReadStream('f', { start: 0, end: 0 })),
  await all(fs.createReadStream('f', { start: 100 })),
  await all(fs.createReadStream('f', { end: Infinity, highWaterMark: 100 })),
);
console.log(
  await all(fs.createReadStream('f', 'base64')),
  await all(fs.createReadStream('f', { encoding: 'utf16le', end: 3 })),
);
console.log(
  await all(fs.createReadStream('.')),
  await all(fs.createReadStream('none')),
  await all(fs.createReadStream('f', { flags: 'wx' })),
);
{
  const s = fs.createReadStream('f', { emitClose: false });
  s.on('close', () => console.log('never'));
  await all(s);
}
{
  const s = fs.createReadStream('f', { autoClose: false });
  await all(s);
  console.log(typeof s.fd, s.destroyed, s.bytesRead, s.path, s.pending, s.closed);
  fs.closeSync(s.fd);
}
{
  const s = fs.createReadStream('f', { signal: AbortSignal.abort() });
  await once(s, 'error').catch((e) => console.log(e.name));
}
{
  const ac = new AbortController();
  const s = fs.createReadStream('f', { signal: ac.signal, highWaterMark: 3 });
  s.on('data', () => ac.abort());
  await finished(s).catch((e) => console.log(e.name, e.code));
}
{
  const events = [];
  const s = fs.createReadStream('f');
  for (const n of ['open', 'ready', 'data', 'end', 'close', 'readable'])
    if (n !== 'readable') s.on(n, () => events.push(n));
  await once(s, 'close');
  console.log(events.join());
}
{
  const events = [];
  const s = fs.createWriteStream('w', { flags: 'wx', mode: 0o600 });
  for (const n of ['open', 'ready', 'finish', 'close', 'drain', 'pipe'])
    s.on(n, () => events.push(n));
  s.cork();
  s.write('a');
  s.write('b');
  s.uncork();
  s.end('c');
  await once(s, 'close');
  console.log(
    events.join(),
    s.bytesWritten,
    fs.statSync('w').mode.toString(8),
    fs.readFileSync('w', 'utf8'),
  );
}
{
  const s = fs.createWriteStream('w', { flags: 'wx' });
  await once(s, 'error')
    .catch((e) => e)
    .then((e) => console.log(e.code ?? e[0].code));
}
{
  const s = fs.createWriteStream('w', { flags: 'a', encoding: 'hex' });
  s.end('6465');
  await once(s, 'close');
  console.log(fs.readFileSync('w', 'utf8'));
}
{
  const s = fs.createWriteStream('w', { flags: 'r+', start: 1 });
  s.write('XX');
  s.end();
  await once(s, 'close');
  console.log(fs.readFileSync('w', 'utf8'));
}
{
  const s = fs.createWriteStream('w', { flush: true });
  s.write('1');
  s.end('2', () => console.log('finished'));
  await once(s, 'close');
}
{
  const s = fs.createWriteStream('.');
  await once(s, 'error').catch((e) => console.log(e.code, e.message));
}
{
  const s = fs.createWriteStream('w2');
  s.close((e) => console.log('close cb', e));
  await once(s, 'close');
  s.write('late', (e) => console.log(e.code));
  await once(s, 'error').catch((e) => console.log(e.code));
}
{
  const s = fs.createWriteStream('w3', { highWaterMark: 5 });
  console.log(s.write('abc'), s.write('def'), s.writableLength, s.writableNeedDrain);
  await once(s, 'drain');
  console.log(s.writableLength);
  s.destroy();
  await once(s, 'close');
  console.log(s.closed, s.destroyed, fs.readFileSync('w3', 'utf8'));
}
// overridden fs
{
  const calls = [];
  const my = {
    open: (...a) => {
      calls.push('open');
      fs.open(...a);
    },
    read: (...a) => {
      calls.push('read');
      fs.read(...a);
    },
    close: (...a) => {
      calls.push('close');
      fs.close(...a);
    },
  };
  await all(fs.createReadStream('f', { fs: my }));
  console.log(calls.join());
}
{
  const calls = [];
  const my = {
    open: (...a) => {
      calls.push('open');
      fs.open(...a);
    },
    write: (...a) => {
      calls.push('write');
      fs.write(...a);
    },
    writev: (...a) => {
      calls.push('writev');
      fs.writev(...a);
    },
    close: (...a) => {
      calls.push('close');
      fs.close(...a);
    },
  };
  const s = fs.createWriteStream('o', { fs: my });
  s.write('1');
  s.write('2');
  s.write('3');
  s.end();
  await once(s, 'close');
  console.log(calls.join());
}
await pipeline(
  fs.createReadStream('f', { highWaterMark: 7 }),
  async function* (source) {
    for await (const c of source) yield String(c).toUpperCase();
  },
  fs.createWriteStream('up'),
);
console.log(fs.readFileSync('up', 'utf8'));
const utf = fs.createReadStream('utf', { encoding: 'utf8', highWaterMark: 1 });
fs.writeFileSync('utf', '한국어 😀');
console.log(await all(utf));
{
  const fd = fs.openSync('f');
  const s1 = fs.createReadStream(null, { fd, autoClose: false, end: 3, start: 0 });
  console.log(await all(s1));
  const s2 = fs.createReadStream('', { fd, autoClose: true, start: 30 });
  console.log(await all(s2));
}
{
  const s = new fs.ReadStream('f', { highWaterMark: 3 });
  s.once('data', (d) => {
    s.pause();
    console.log(String(d), s.isPaused());
    setImmediate(() => {
      s.resume();
      s.on('data', (d) => process.stdout.write(d + '|'));
    });
  });
  await once(s, 'end');
  console.log();
}
for (const bad of [
  { start: -1 },
  { start: 'x' },
  { end: 1.5 },
  { start: 3, end: 1 },
  { autoClose: 1 },
  { fs: {} },
  { fd: 'x' },
  { encoding: 'bad' },
  { signal: 1 },
  { highWaterMark: 'x' },
]) {
  try {
    const s = fs.createReadStream('f', bad);
    s.on('error', () => {});
    console.log('ok', JSON.stringify(bad));
    s.destroy();
  } catch (e) {
    console.log(e.code, e.message);
  }
}
const u8 = new fs.Utf8Stream({ dest: 'u8', sync: true });
u8.write('hello ');
u8.write('world\n');
u8.end();
await once(u8, 'close');
console.log(fs.readFileSync('u8', 'utf8'));
