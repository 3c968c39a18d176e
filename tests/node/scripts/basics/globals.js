// What is global, and what a browser has that Node has not. The embedded Node has no web storage, and
// two constants of the browser's prototype that cannot be removed: they are hidden.
const names = Object.getOwnPropertyNames(globalThis).filter(
  (name) => !/^(__|crypto$|PERSISTENT$|TEMPORARY$)|Storage$/.test(name),
);
console.log(names.sort().join('\n'));
for (const name of [
  'window',
  'document',
  'self',
  'importScripts',
  'postMessage',
  'onmessage',
  'XMLHttpRequest',
  'Worker',
  'location',
  'indexedDB',
  'caches',
  'origin',
  'close',
  'name',
]) {
  console.log(name, typeof globalThis[name], name in globalThis);
}
console.log(Object.keys(globalThis).filter((name) => !/Storage$/.test(name)));
console.log(
  typeof require,
  typeof module,
  typeof exports,
  typeof __filename,
  typeof __dirname,
  this === module.exports,
);
console.log(structuredClone({ a: new Date(0), b: new Map([[1, 2]]), c: [undefined] }));
console.log(
  atob('aGk='),
  btoa('hi'),
  new TextEncoder().encode('é'),
  new TextDecoder().decode(new Uint8Array([0xc3, 0xa9])),
);
console.log(new URL('../x?q=1#h', 'https://user:pw@example.org:8080/a/b').href, [
  ...new URLSearchParams('a=1&b=2&a=3'),
]);
console.log(
  typeof fetch,
  typeof Response,
  typeof AbortController,
  typeof EventTarget,
  typeof Blob,
  typeof WebSocket,
  typeof ReadableStream,
);
console.log(String(globalThis));
