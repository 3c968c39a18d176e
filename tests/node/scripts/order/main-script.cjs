// The classic order of a CommonJS main script.
const { readFile } = require('fs');

console.log('1 sync');
process.nextTick(() => console.log('2 tick'));
Promise.resolve()
  .then(() => console.log('3 promise'))
  .then(() => console.log('5 promise of promise'));
queueMicrotask(() => console.log('4 microtask'));
readFile(__filename, () => {
  setTimeout(() => console.log('9 timeout'), 0);
  setImmediate(() => console.log('8 immediate'));
  process.nextTick(() => console.log('6 tick in callback'));
  Promise.resolve().then(() => console.log('7 promise in callback'));
});
