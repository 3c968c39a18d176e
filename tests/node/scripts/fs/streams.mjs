// Streams of files: ranges, chunks, pipeline, errors.
import fs from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { Transform } from 'node:stream';
import { once } from 'node:events';

fs.mkdirSync('work');
process.chdir('work');
const out = fs.createWriteStream('out', { flags: 'w', highWaterMark: 16 });
let drains = 0;
out.on('open', (fd) => console.log('open', typeof fd));
out.on('ready', () => console.log('ready'));
out.on('drain', () => drains++);
for (let line = 0; line < 100; line++) {
  if (!out.write(`line ${line}\n`)) await once(out, 'drain');
}
out.end('end\n');
await once(out, 'finish');
await once(out, 'close');
console.log(out.bytesWritten, drains > 0, fs.readFileSync('out', 'utf8').length);

const chunks = [];
for await (const chunk of fs.createReadStream('out', { highWaterMark: 100 }))
  chunks.push(chunk.length);
console.log(chunks);
for await (const text of fs.createReadStream('out', { encoding: 'utf8', start: 7, end: 20 })) {
  console.log(JSON.stringify(text));
}

const upper = new Transform({
  transform: (chunk, _encoding, done) => done(null, String(chunk).toUpperCase()),
});
await pipeline(fs.createReadStream('out'), upper, fs.createWriteStream('upper'));
console.log(fs.readFileSync('upper', 'utf8').slice(0, 14));

const start = fs.createWriteStream('out', { flags: 'r+', start: 5 });
start.end('XX');
await once(start, 'close');
console.log(fs.readFileSync('out', 'utf8').slice(0, 12));

const missing = fs.createReadStream('none');
missing.on('error', (error) => console.log(error.message, missing.destroyed));
missing.on('close', () => console.log('closed'));
await once(missing, 'close').catch(() => {});
const large = Buffer.alloc(1_000_000, 'abcdefgh');
await pipeline([large], fs.createWriteStream('large'));
let total = 0;
for await (const chunk of fs.createReadStream('large')) total += chunk.length;
console.log(total);
const destroyed = fs.createReadStream('large');
await once(destroyed, 'readable');
destroyed.destroy();
await once(destroyed, 'close');
console.log(destroyed.bytesRead > 0, destroyed.closed);
