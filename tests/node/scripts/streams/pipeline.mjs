// Readable, Transform, Writable, back-pressure, pipeline and web streams.
import {
  Readable,
  Transform,
  Writable,
  pipeline as callbackPipeline,
  PassThrough,
  Duplex,
} from 'node:stream';
import { pipeline, finished } from 'node:stream/promises';
import { text } from 'node:stream/consumers';
const log = (...args) => console.log(...args);
const upper = new Transform({
  transform(chunk, encoding, callback) {
    callback(null, String(chunk).toUpperCase());
  },
  flush(callback) {
    this.push('!');
    callback();
  },
});
log(await text(Readable.from(['a', 'b', 'c']).pipe(upper)));
const slow = new Writable({
  highWaterMark: 2,
  objectMode: true,
  write(item, encoding, callback) {
    log('writing', item);
    setTimeout(callback, 2);
  },
});
slow.on('drain', () => log('drain'));
for (let i = 0; i < 4; i++) log('write returned', slow.write(i), slow.writableLength);
slow.end();
await finished(slow);
try {
  await pipeline(
    Readable.from(
      (async function* () {
        yield 'x';
        throw new Error('source failed');
      })(),
    ),
    new PassThrough(),
    async function* (source) {
      for await (const chunk of source) yield String(chunk) + '?';
    },
    async (source) => {
      for await (const chunk of source) log('sink', String(chunk));
    },
  );
} catch (error) {
  log(error.message);
}
await new Promise((resolve) => {
  callbackPipeline(Readable.from(['1', '2']), new PassThrough().resume(), (error) =>
    resolve(log('pipeline', error)),
  );
});
log(
  await Readable.from([1, 2, 3, 4])
    .filter((n) => n % 2)
    .map((n) => n * 2)
    .toArray(),
);
const web = Readable.toWeb(Readable.from(['w', 'e', 'b']));
for await (const chunk of web) log('web', chunk);
log(await new Response(new Blob(['blob ', 'parts'])).text());
const duplex = Duplex.from(async function* (source) {
  for await (const chunk of source) yield `<${chunk}>`;
});
duplex.end('in');
log(await text(duplex));
const destroyed = new Readable({ read() {} });
destroyed.on('error', (error) => log('error', error.message));
destroyed.on('close', () => log('close', destroyed.destroyed));
destroyed.destroy(new Error('destroyed'));
