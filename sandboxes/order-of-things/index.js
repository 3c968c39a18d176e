// @ts-check
// The same six calls in three places. Each place is a program of its own,
// on a thread of its own, and runs when the one before has ended.
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

for (const file of ['script.cjs', 'module.js', 'io.js', 'exercise.js']) {
  await once(new Worker(new URL(file, import.meta.url)), 'exit');
}
