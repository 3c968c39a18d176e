// At the top level of a module promises come before ticks.
import { readFile } from 'node:fs';

console.log('sync');
process.nextTick(() => console.log('tick'));
Promise.resolve().then(() => console.log('promise'));
queueMicrotask(() => console.log('microtask'));
(async () => {
  await null;
  console.log('await');
  process.nextTick(() => console.log('tick in await'));
})();
readFile(import.meta.filename, () => {
  setTimeout(() => console.log('timeout'), 0);
  setImmediate(() => console.log('immediate'));
  process.nextTick(() => console.log('tick in callback'));
  Promise.resolve().then(() => console.log('promise in callback'));
});
