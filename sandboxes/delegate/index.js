// @ts-check
// The main thread reads a file itself, then has a helper read it. Two
// hearts beat, one on each thread: watch which of them stops.
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { heartbeat, lane } from '#timeline';
import { delegate, helper, main } from './delegate.js';
import { readForAWhile } from './read.js';

const stopHeart = heartbeat(lane("main's event loop"), 10);
await once(helper, 'message'); // hello
await pause(60);

const bytes = main.span('reads', () => readForAWhile('read.js'));
console.log(`The main thread read ${bytes} bytes.`);
await pause(60);

// The helper reads. The main thread goes on with work of its own.
let answer;
const promise = delegate('read.js').then((bytes) => (answer = bytes));
while (answer === undefined) {
  main.span('own work', ownWork);
  await pause(30);
}
console.log(`The helper read ${await promise} bytes.`);
await pause(60);

// Your turn: one of these files does not exist.
for (const file of ['no-such-file.js', 'read.js']) {
  try {
    console.log(`${file}: ${await delegate(file)} bytes`);
  } catch (/** @type {any} */ error) {
    console.log(`${file}: ${error.message}`);
  }
}

stopHeart();
helper.postMessage('goodbye');

function ownWork() {
  for (let i = 0; i < 500_000; i++) Math.random();
}
