// @ts-check
// Eight jobs that wait, given to a pool of one thread, of two and of four.
// How many are under way at a time, and what do the others wait for?
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { lane } from '#timeline';
import { runAll } from './exercise.js';
import { Pool } from './pool.js';

const main = lane('main thread');

/** @type {Worker[]} */
const workers = [];
for (const number of [1, 2, 3, 4]) {
  const url = new URL('worker.js', import.meta.url);
  const worker = new Worker(url, { workerData: number });
  await once(worker, 'message'); // hello
  workers.push(worker);
}

const jobs = [1, 2, 3, 4, 5, 6, 7, 8];
for (const size of [1, 2, 4]) {
  const pool = new Pool(workers.slice(0, size));
  await main.span(`pool of ${size}`, () =>
    Promise.all(jobs.map((n) => pool.run({ name: `job ${n}`, ms: 100 }))),
  );
}

// Your turn: eight jobs again, two of them long. See exercise.js.
const long = { name: 'long job', ms: 300 };
const short = { name: 'short job', ms: 50 };
const mixed = [long, short, short, short, long, short, short, short];
const done = await main.span('your turn', () => runAll(workers, mixed));
console.log(`your turn: ${done.join(', ')}`);

for (const worker of workers) worker.postMessage('goodbye');
