// Streams: chunks, flushes, parameters, dictionaries, members, ends.
import { createReadStream, createWriteStream, readFileSync } from 'node:fs';
import { once } from 'node:events';
import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import zlib from 'node:zlib';

const { constants } = zlib;
const text = Buffer.from('a stream of text that repeats itself, a stream of text. '.repeat(4000));
const hex = (bytes) => `${bytes.length}:${Buffer.from(bytes).subarray(0, 24).toString('hex')}`;

async function collect(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** What comes out, chunk by chunk, of a stream that is written to step by step. */
function steps(stream) {
  stream.on('data', (chunk) => console.log('  data', hex(chunk)));
  return {
    write: (data) => new Promise((resolve) => stream.write(data, resolve)),
    flush: (kind) => new Promise((resolve) => stream.flush(kind, resolve)),
    params: (level, strategy) => new Promise((done) => stream.params(level, strategy, done)),
    end: async (data) => {
      stream.end(data);
      await once(stream, 'end');
    },
  };
}

for (const chunkSize of [64, 1000, 16384, 1 << 20]) {
  const packed = await collect(Readable.from([text]).pipe(zlib.createGzip({ chunkSize })));
  console.log('gzip', chunkSize, hex(packed));
  const sizes = [];
  const gunzip = Readable.from([packed.subarray(0, 7), packed.subarray(7)]).pipe(
    zlib.createGunzip({ chunkSize }),
  );
  let back = Buffer.alloc(0);
  for await (const chunk of gunzip) {
    sizes.push(chunk.length);
    back = Buffer.concat([back, chunk]);
  }
  console.log('  back', back.equals(text), sizes.length, Math.max(...sizes), gunzip.bytesWritten);
}

console.log('byte by byte');
for (const create of [zlib.createInflate, zlib.createUnzip]) {
  const stream = create();
  const packed = zlib.deflateSync(text.subarray(0, 500));
  for (const byte of packed) stream.write(Buffer.from([byte]));
  stream.end();
  console.log((await collect(stream)).equals(text.subarray(0, 500)), stream.bytesWritten);
}
{
  const stream = zlib.createUnzip();
  for (const byte of zlib.gzipSync('unzipped')) stream.write(Buffer.from([byte]));
  stream.end();
  console.log(String(await collect(stream)));
}

for (const kind of ['NO', 'PARTIAL', 'SYNC', 'FULL']) {
  console.log(`Z_${kind}_FLUSH`);
  const deflate = steps(zlib.createDeflate());
  await deflate.write('first ');
  await deflate.flush(constants[`Z_${kind}_FLUSH`]);
  await deflate.write('second ');
  await deflate.flush(constants[`Z_${kind}_FLUSH`]);
  await deflate.end('third');
}
console.log('flush() alone, and option flush');
{
  const gzip = steps(zlib.createGzip({ flush: constants.Z_SYNC_FLUSH }));
  await gzip.write('each write comes out ');
  await gzip.write('at once ');
  await gzip.end();
  const deflate = steps(zlib.createDeflateRaw());
  await deflate.write('x');
  await deflate.flush();
  await deflate.end();
}

console.log('params');
{
  const stream = zlib.createDeflate({ level: 9 });
  const deflate = steps(stream);
  await deflate.write(text.subarray(0, 1000));
  await deflate.params(0, constants.Z_DEFAULT_STRATEGY);
  await deflate.write(text.subarray(1000, 1100));
  await deflate.params(1, constants.Z_FILTERED);
  await deflate.write(text.subarray(1100, 3000));
  await deflate.params(1, constants.Z_FILTERED);
  await deflate.params(6, constants.Z_HUFFMAN_ONLY);
  await deflate.end(text.subarray(3000, 3100));
  console.log(stream._level, stream._strategy, stream.bytesWritten);
  try {
    stream.params(10, 0, () => {});
  } catch ({ code, message }) {
    console.log(code, message);
  }
}

console.log('dictionary');
{
  const dictionary = Buffer.from('a stream of text that repeats itself');
  const packed = zlib.deflateSync('a stream of text', { dictionary });
  console.log(hex(packed), String(zlib.inflateSync(packed, { dictionary })));
  const raw = zlib.deflateRawSync('a stream of text', { dictionary });
  console.log(hex(raw), String(zlib.inflateRawSync(raw, { dictionary })));
  for (const options of [{}, { dictionary: Buffer.from('another') }]) {
    try {
      zlib.inflateSync(packed, options);
    } catch ({ code, errno, message }) {
      console.log(code, errno, message);
    }
  }
  const stream = zlib.createInflate({ dictionary });
  for (const byte of packed) stream.write(Buffer.from([byte]));
  stream.end();
  console.log(String(await collect(stream)));
}

console.log('members');
{
  const members = Buffer.concat(['one ', 'two ', 'three'].map((part) => zlib.gzipSync(part)));
  console.log(String(zlib.gunzipSync(members)), String(zlib.unzipSync(members)));
  console.log(String(await collect(Readable.from([members]).pipe(zlib.createGunzip()))));
  const padded = Buffer.concat([members, Buffer.alloc(20)]);
  console.log(String(await collect(Readable.from([padded]).pipe(zlib.createGunzip()))));
  const raw = Buffer.concat([zlib.deflateRawSync('ends here'), Buffer.from('and no more')]);
  const stream = zlib.createInflateRaw();
  stream.end(raw);
  console.log(String(await collect(stream)), stream.bytesWritten, raw.length);
}

console.log('reset');
{
  const stream = zlib.createDeflate();
  const chunks = [];
  stream.on('data', (chunk) => chunks.push(chunk));
  stream.write('before');
  await new Promise((resolve) => stream.flush(resolve));
  stream.reset();
  chunks.length = 0;
  stream.end('after');
  await once(stream, 'end');
  console.log(String(zlib.inflateSync(Buffer.concat(chunks))), stream.bytesWritten);
}

console.log('promises and info');
const gzip = promisify(zlib.gzip);
const gunzip = promisify(zlib.gunzip);
console.log((await gunzip(await gzip(text))).equals(text));
console.log(
  await Promise.all(['a', 'b', 'c'].map(async (x) => String(await gunzip(await gzip(x))))),
);
const { buffer, engine } = zlib.deflateSync('informed', { info: true });
console.log(hex(buffer), engine.constructor.name, engine.bytesWritten);
for (const data of [
  'text',
  new Uint16Array([1, 2]),
  new DataView(new ArrayBuffer(3)),
  new ArrayBuffer(2),
]) {
  console.log(hex(zlib.gzipSync(data)), hex(await gzip(data)));
}

console.log('files');
await pipeline(Readable.from([text]), zlib.createGzip(), createWriteStream('out.gz'));
console.log(hex(readFileSync('out.gz')));
await pipeline(
  createReadStream('out.gz'),
  zlib.createGunzip(),
  new Writable({ write: (_c, _e, cb) => cb() }),
);

console.log('ends');
{
  const stream = zlib.createGzip();
  stream.close(() => console.log('closed', stream.destroyed));
  stream.write('late', (error) => console.log('write', error?.code));
  await once(stream, 'close');
  try {
    stream.reset();
  } catch ({ code, message }) {
    console.log(code, message);
  }
}
{
  const stream = zlib.createGzip();
  stream.write(text);
  stream.destroy();
  await once(stream, 'close');
  console.log('destroyed in the middle of a write');
}
