// Blobs of files: read when asked for, and never after the file has changed.
import fs from 'node:fs';

fs.writeFileSync('data.txt', Buffer.alloc(150_000, 'abcdefg'));
const blob = await fs.openAsBlob('data.txt', { type: 'text/plain' });
console.log(blob, blob.size);

async function sizes(stream) {
  const list = [];
  for await (const chunk of stream) list.push(chunk.length);
  return list;
}
console.log(await sizes(blob.stream()), await sizes(blob.slice(10, 100_000).stream()));
console.log(await blob.slice(7, 14).text(), (await blob.text()).length);
const mixed = new Blob(['before ', blob.slice(0, 3), ' after']);
console.log(await mixed.text(), await mixed.slice(5, 9).text());

let order = [];
blob
  .slice(0, 3)
  .text()
  .then(() => order.push('file'));
new Blob(['memory']).text().then(() => order.push('memory'));
await new Promise((resolve) => setTimeout(resolve, 0));
await blob.slice(0, 3).text();
console.log(order);

try {
  structuredClone(blob);
} catch ({ name, code, message }) {
  console.log(name, code, message);
}
fs.appendFileSync('data.txt', 'more');
for (const read of [
  () => blob.text(),
  () => blob.slice(0, 3).bytes(),
  () => sizes(blob.stream()),
]) {
  await read().catch(({ name, message, code }) => console.log(name, code, message));
}
const again = await fs.openAsBlob('data.txt');
fs.unlinkSync('data.txt');
await again.text().catch(({ name, message }) => console.log(name, message));
for (const path of ['missing.txt', Buffer.from('missing.bin'), 5]) {
  try {
    await fs.openAsBlob(path);
  } catch ({ name, code, message, syscall, path: at }) {
    console.log(name, code, syscall, at, message);
  }
}

fs.writeFileSync('empty.txt', '');
const empty = await fs.openAsBlob('empty.txt');
console.log(empty.size, JSON.stringify(await empty.text()));
fs.writeFileSync('empty.txt', 'not any more');
await empty.text().catch(({ name }) => console.log(name));
const short = await fs.openAsBlob('empty.txt');
try {
  for await (const chunk of short.stream()) {
    console.log(chunk.length);
    fs.appendFileSync('empty.txt', '!');
  }
} catch ({ name }) {
  console.log(name);
}
