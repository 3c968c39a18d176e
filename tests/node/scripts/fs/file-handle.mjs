// FileHandle: every method, open and closed.
import fs from 'node:fs/promises';
import { Readable, Writable } from 'node:stream';
await fs.mkdir('work');
process.chdir('work');
const h = await fs.open('f', 'w+', 0o640);
console.log(
  await h.write('héllo', 0, 'latin1'),
  await h.write('x', null),
  await h.write(Buffer.from('abcdef'), 2),
  await h.write(Buffer.from('abcdef'), { offset: 1, length: 3, position: 0 }),
);
console.log(await h.write(new Uint16Array([0x4241, 0x4443])));
console.log(await h.writev([Buffer.from('1'), new Uint8Array([50, 51]), Buffer.alloc(0)]));
console.log(await h.writev([Buffer.from('9')], 1));
console.log(await h.read(), (await h.read({ position: 0 })).bytesRead);
console.log(await h.read({ buffer: Buffer.alloc(5), offset: 1, length: 2, position: 3 }));
console.log(await h.read(Buffer.alloc(3), { position: 1n }));
console.log(await h.readv([Buffer.alloc(2), Buffer.alloc(2)], 0), await h.readv([Buffer.alloc(0)]));
console.log(
  (await h.stat()).size,
  (await h.stat({ bigint: true })).size,
  (await h.stat()).mode.toString(8),
);
await h.truncate(3);
await h.truncate(6);
console.log(await h.readFile({ encoding: 'hex' }));
await h.writeFile('whole');
await h.appendFile('+more');
console.log(await fs.readFile('f', 'utf8'));
await h.sync();
await h.datasync();
await h.chmod(0o600);
await h.utimes(5, new Date(6000));
await h.chown(process.getuid(), process.getgid());
console.log((await h.stat()).mtimeMs, (await h.stat()).atimeMs);
await h.close();
await h.close();
console.log(h.fd);
for (const m of [
  'read',
  'write',
  'stat',
  'sync',
  'truncate',
  'readFile',
  'writeFile',
  'readv',
  'writev',
  'chmod',
  'utimes',
  'datasync',
  'appendFile',
  'chown',
]) {
  try {
    const v = await h[m](
      ...(m === 'read'
        ? [Buffer.alloc(1)]
        : m === 'write'
          ? ['x']
          : m.endsWith('v')
            ? [[Buffer.alloc(1)]]
            : m === 'chmod'
              ? [1]
              : m === 'utimes'
                ? [1, 2]
                : m === 'chown'
                  ? [1, 1]
                  : m === 'writeFile' || m === 'appendFile'
                    ? ['x']
                    : []),
    );
    console.log(m, v);
  } catch (e) {
    console.log(m, e.name, e.code, e.message, e.syscall, e.errno);
  }
}
for (const m of ['createReadStream', 'createWriteStream', 'readLines', 'readableWebStream']) {
  try {
    h[m]();
    console.log(m, 'ok');
  } catch (e) {
    console.log(m, e.name, e.code, e.message);
  }
}
{
  await fs.writeFile('lines', 'a\r\nb\nc\n\nd');
  const l = await fs.open('lines');
  const got = [];
  for await (const line of l.readLines()) got.push(line);
  console.log(got, l.fd);
  await using m = await fs.open('lines');
  const g2 = [];
  for await (const line of m.readLines({ start: 3, encoding: 'utf8', autoClose: false }))
    g2.push(line);
  console.log(g2, m.fd > 0);
}
{
  const w = await fs.open('lines');
  const parts = [];
  for await (const c of w.readableWebStream())
    parts.push(c.byteLength ?? c.length, c.constructor.name);
  console.log(parts);
  try {
    w.readableWebStream();
    console.log('again');
  } catch (e) {
    console.log(e.code, e.message);
  }
  await w.close();
  const v = await fs.open('lines');
  const s = v.readableWebStream({ autoClose: true });
  for await (const c of s);
  await new Promise((r) => (v.fd === -1 ? r() : v.once('close', r)));
  console.log(v.fd);
}
{
  const h2 = await fs.open('stream', 'w+');
  const ws = h2.createWriteStream({ start: 2, highWaterMark: 4 });
  ws.write('abc');
  ws.end('def');
  await new Promise((r) => ws.on('close', r));
  console.log(h2.fd, await fs.readFile('stream', 'latin1'), ws.bytesWritten, ws.path, ws.fd);
  const h3 = await fs.open('stream');
  const rs = h3.createReadStream({ start: 3, end: 6, highWaterMark: 2, encoding: 'latin1' });
  const cs = [];
  for await (const c of rs) cs.push(c);
  console.log(cs, rs.bytesRead, h3.fd);
}
{
  const h4 = await fs.open('f', 'a+');
  await h4.write('END', 0);
  console.log(String(await h4.readFile()));
  const b = Buffer.alloc(3);
  console.log(await h4.read(b, 0, 3, 0), String(b));
  await h4[Symbol.asyncDispose]();
  console.log(h4.fd);
}
{
  const a = await fs.open('f', 'r+');
  const t = a.truncate.bind(a);
  for (const args of [[-1], [1.5], ['1'], [2 ** 53]]) {
    try {
      await t(...args);
      console.log('ok', args, (await a.stat()).size);
    } catch (e) {
      console.log(e.code, e.message);
    }
  }
  await a.close();
}
{
  const e = await fs.open('lines');
  try {
    await e.write('x');
  } catch (x) {
    console.log(x.code, x.syscall, x.message, x.path);
  }
  try {
    await e.truncate(1);
  } catch (x) {
    console.log(x.code, x.syscall, x.message);
  }
  console.log(e.getAsyncId() > 0, Object.prototype.toString.call(e));
  await e.close();
}
try {
  await fs.writeFile('w', 'x', { signal: AbortSignal.abort() });
} catch (e) {
  console.log(e.name, e.code);
}
await fs.writeFile('flush', 'x', { flush: true });
await fs.appendFile('flush', 'y', { flush: true });
console.log(await fs.readFile('flush', 'utf8'));
await fs.writeFile(
  'gen',
  (function* () {
    yield 'a';
    yield 'b';
  })(),
);
console.log(await fs.readFile('gen', 'ascii'));
await fs.writeFile('rs', Readable.from(['s1', 's2']));
console.log(await fs.readFile('rs', 'utf8'));
