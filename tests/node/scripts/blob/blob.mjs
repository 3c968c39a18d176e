// Blob and File: making, reading, slicing, streaming, URLs.
import { Blob as BufferBlob, File as BufferFile, resolveObjectURL } from 'node:buffer';
import { inspect } from 'node:util';

console.log(Blob === BufferBlob, File === BufferFile, Object.keys(Blob.prototype));

const parts = [
  'text ',
  new Uint8Array([65, 66]),
  new Uint16Array([0x4443]),
  new DataView(new ArrayBuffer(1)),
];
const blob = new Blob([...parts, new ArrayBuffer(2), new Blob(['inner'])], { type: 'Text/PLAIN' });
console.log(blob, blob.size, blob.type, String(blob));
console.log(JSON.stringify(await blob.text()), await blob.bytes(), await blob.arrayBuffer());

const shared = new Uint8Array(new SharedArrayBuffer(3)).fill(7);
console.log(await new Blob([shared, shared.buffer]).bytes());
const source = new Uint8Array([1, 2, 3]);
const copied = new Blob([source]);
source.fill(9);
console.log(await copied.bytes());
(await copied.bytes()).fill(5);
console.log(await copied.bytes());

console.log('slices');
const letters = new Blob(['abc', 'defgh', new Blob(['ij']), 'klm']);
const ranges = [
  [],
  [2],
  [2, 9],
  [-4],
  [-4, -1],
  [5, 2],
  [0, 100],
  [NaN, 3],
  [1.7, 4.2],
  [-100, 2],
  ['1', '3'],
];
for (const range of ranges) {
  const slice = letters.slice(...range);
  console.log(range, slice.size, await slice.text(), await slice.slice(1, 3).text());
}
console.log(letters.slice(0, 3, 'A/b'), letters.slice(0, 3, 'bad\u0000type').type);

console.log('options');
console.log(await new Blob(['a\nb\r\nc\rd'], { endings: 'native' }).text());
console.log(await new Blob([1, null, undefined, { toString: () => 'object' }, '동기']).text());
console.log(
  await new Blob(new Set(['a', 'b'])).text(),
  new Blob().size,
  new Blob(undefined, null).type,
);
for (const make of [
  () => new Blob('text'),
  () => new Blob(5),
  () => new Blob([], { endings: 'other' }),
  () => new Blob([], 5),
  () => new Blob([Symbol('s')]),
  () => Blob([]),
  () => Blob.prototype.size,
  () => letters.slice(1n),
  () => Blob.prototype.stream.call({}),
  () => new File(['x']),
]) {
  try {
    console.log(make());
  } catch ({ name, code, message }) {
    console.log(name, code, message);
  }
}
await Blob.prototype.text.call({}).catch(({ name, code }) => console.log(name, code));

console.log('streams');
async function sizes(stream) {
  const list = [];
  for await (const chunk of stream) list.push(chunk.length);
  return list;
}
console.log(await sizes(new Blob([new Uint8Array(200_000), 'abc', '', 'd']).stream()));
console.log(await sizes(new Blob([new Uint8Array(200_000)]).slice(10, 100_000).stream()));
console.log(await sizes(new Blob([]).stream()));
const reader = letters.stream().getReader({ mode: 'byob' });
for (let done = false; !done;) {
  const read = await reader.read(new Uint8Array(4));
  done = read.done;
  console.log(read.done, read.value);
}
const cancelled = letters.stream().getReader();
console.log(Buffer.from((await cancelled.read()).value).toString());
await cancelled.cancel('enough');
console.log(await cancelled.read());
console.log('files');
const file = new File(['content'], 'name.txt', { type: 'text/plain', lastModified: 1234 });
console.log(file, file instanceof Blob, file.name, file.lastModified, file.size, await file.text());
console.log(file.slice(0, 3), String(file), inspect(file, { depth: -1 }));
console.log(new File([], 'x', { lastModified: 'no' }).lastModified, new File([], '\ud800').name);

console.log('URLs');
const url = URL.createObjectURL(letters);
console.log(/^blob:nodedata:[0-9a-f-]{36}$/.test(url), new URL(url).protocol, new URL(url).origin);
const resolved = resolveObjectURL(url);
console.log(resolved, await resolved.text(), resolved === letters);
console.log(await (await fetch(url)).text());
URL.revokeObjectURL(url);
URL.revokeObjectURL('blob:nodedata:unknown');
console.log(resolveObjectURL(url), resolveObjectURL('blob:other:1'), resolveObjectURL('nonsense'));
console.log(await resolved.text());
for (const make of [() => URL.createObjectURL({}), () => URL.createObjectURL()]) {
  try {
    make();
  } catch ({ name, code, message }) {
    console.log(name, code, message);
  }
}

console.log('forms');
const form = new FormData();
form.append('field', 'value');
form.append('file', file);
form.append('blob', letters, 'letters.txt');
for (const [name, value] of form) {
  console.log(name, typeof value === 'string' ? value : [value.name, value.size, value.type]);
}
const response = new Response(form);
const back = await response.formData();
console.log(await back.get('file').text(), back.get('file').name, await back.get('blob').text());
