// @ts-check
// The caller. It asks, and sleeps until it has been answered; a bystander has work of its own.
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { counter, heartbeat, lane } from '#timeline';
import { CALLER, HUNG_UP, PRIMES, RECEIVER, TURN, WORDS, handOver, talk } from './line.js';

const caller = lane('caller');
const line = new Int32Array(new SharedArrayBuffer(12));
for (const file of ['receiver.js', 'bystander.js']) {
  const worker = new Worker(new URL(file, import.meta.url), { workerData: line });
  await once(worker, 'message'); // It is there.
}

const countPrimes = counter('primes');
const stopHeart = heartbeat(lane('event loop'), 10);
await pause(50);

for (const question of ['question 1', 'question 2', 'question 3', 'question 4']) {
  caller.span('talks', () => talk(40));
  const before = primes();
  await caller.span('listens', () => ask(question));
  console.log(`${question}: answered; meanwhile the bystander found ${primes() - before} primes`);
}

await pause(50);
stopHeart();
handOver(line, HUNG_UP, caller.send('goodbye'));

/**
 * A synchronous call: it returns with the answer. Your turn: must the whole thread sleep until then?
 * @param {string} question
 */
function ask(question) {
  handOver(line, RECEIVER, caller.send(question));
  while (Atomics.load(line, TURN) !== CALLER) Atomics.wait(line, TURN, RECEIVER);
  caller.receive(Atomics.load(line, WORDS));
}

/** How many primes the bystander has found so far. */
function primes() {
  const found = Atomics.load(line, PRIMES);
  countPrimes(found);
  return found;
}
