// @ts-check
// What does it cost to start a thread, and to hand 16 MB over to it: by
// copy, by transfer, and by memory that both can see?
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { lane } from '#timeline';
import { sumAll } from './exercise.js';

const SIZE = 16 * 1024 * 1024;
const main = lane('main thread');

// The helper answers each message. Of an array it changes the first number.
const helper = await main.span('start', async () => {
  const worker = new Worker(new URL('helper.js', import.meta.url));
  await once(worker, 'message'); // hello
  return worker;
});

// Each way is taken several times: one time alone may be an accident.
for (let i = 0; i < 20; i++) await main.span('round trip', () => ask(1));

/** @type {Uint8Array<ArrayBuffer>} */
let copied = new Uint8Array(SIZE);
for (let i = 0; i < 7; i++) await main.span('copy', () => ask(copied));
tell('copied', copied);

/** @type {Uint8Array<ArrayBuffer>} */
let moved = new Uint8Array(SIZE);
for (let i = 0; i < 7; i++) {
  moved = new Uint8Array(SIZE);
  await main.span('transfer', () => ask(moved, [moved.buffer]));
}
tell('transferred', moved);

const shared = new Uint8Array(new SharedArrayBuffer(SIZE));
for (let i = 0; i < 7; i++) await main.span('share', () => ask(shared));
tell('shared', shared);

helper.postMessage('goodbye');

// Your turn: see exercise.js.
const parts = [1, 2, 3, 4, 5].map((n) => new Uint8Array(1000).fill(n));
const sums = await main.span('your turn', () => sumAll(parts));
console.log(`sums: ${sums.join(' ')}`);

/**
 * Sends something and waits until the helper has answered.
 * @param {unknown} message
 * @param {ArrayBuffer[]} [transfer]
 */
async function ask(message, transfer) {
  helper.postMessage(message, transfer);
  await once(helper, 'message');
}

/**
 * @param {string} how
 * @param {Uint8Array} array
 */
function tell(how, array) {
  const first = array[0] ?? 'nothing';
  console.log(`${how}: ${array.length} bytes here, the first is ${first}`);
}
