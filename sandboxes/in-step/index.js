// @ts-check
// The caller. It asks, and sleeps until it has been answered. Meanwhile a
// bystander has work of its own.
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { counter, heartbeat, lane } from '#timeline';
import * as phone from './phone.js';

const caller = lane('caller');
const line = new Int32Array(new SharedArrayBuffer(12));
for (const file of ['receiver.js', 'bystander.js']) {
  const url = new URL(file, import.meta.url);
  await once(new Worker(url, { workerData: line }), 'message'); // hello
}

const countPrimes = counter('primes');
const stopHeart = heartbeat(lane('event loop'), 5);
await pause(50);

for (const question of [1, 2, 3, 4]) {
  caller.span('talks', () => phone.talk(40));
  const before = primes();
  await caller.span('listens', () => ask(`question ${question}`));
  const found = primes() - before;
  console.log(`Question ${question}: ${found} primes found meanwhile`);
}

await pause(50);
stopHeart();
phone.handOver(line, phone.HUNG_UP, caller.send('goodbye'));

/**
 * A synchronous call: it returns with the answer.
 * Your turn: must the whole thread sleep until then?
 * @param {string} question
 */
function ask(question) {
  phone.handOver(line, phone.RECEIVER, caller.send(question));
  while (Atomics.load(line, phone.TURN) !== phone.CALLER) {
    Atomics.wait(line, phone.TURN, phone.RECEIVER);
  }
  caller.receive(Atomics.load(line, phone.WORDS));
}

/** How many primes the bystander has found so far. */
function primes() {
  const found = Atomics.load(line, phone.PRIMES);
  countPrimes(found);
  return found;
}
