import { createReadStream, createWriteStream, readFileSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createInterface } from 'node:readline';
const write = createWriteStream('numbers.txt');
for (let i = 0; i < 5000; i++) {
  if (!write.write(`line ${i}\n`)) await new Promise((resolve) => write.once('drain', resolve));
}
write.end();
await new Promise((resolve) => write.on('finish', resolve));
console.log(write.bytesWritten, readFileSync('numbers.txt', 'utf8').length);
let lines = 0;
for await (const line of createInterface({ input: createReadStream('numbers.txt') }))
  lines += line.length > 0 ? 1 : 0;
console.log(lines);
await pipeline(
  createReadStream('numbers.txt', { start: 5, end: 20 }),
  createWriteStream('part.txt'),
);
console.log(JSON.stringify(readFileSync('part.txt', 'utf8')));
createReadStream('missing.txt').on('error', (error) =>
  console.log(error.code, error.message.replace(/'.*'/, '')),
);
