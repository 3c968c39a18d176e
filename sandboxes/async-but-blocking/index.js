// @ts-check
// The same search, three times. It is done in 20 slices, and between two of
// them the searcher pauses: not at all, with `await null`, or until the
// event loop has come round.
import {
  setImmediate as turn,
  setTimeout as pause,
} from 'node:timers/promises';
import { heartbeat, lane } from '#timeline';
import { search } from './exercise.js';
import { countPrimes, slices } from './primes.js';

const searcher = lane('searcher');
const stopHeart = heartbeat(lane('event loop'), 5);
await pause(60);

const counts = [
  searcher.span('no await', () => {
    let count = 0;
    for (const slice of slices) count += countPrimes(slice);
    return count;
  }),
];
await pause(60);

counts.push(
  await searcher.span('await null', async () => {
    let count = 0;
    for (const slice of slices) {
      count += countPrimes(slice);
      await null;
    }
    return count;
  }),
);
await pause(60);

counts.push(
  await searcher.span('await setImmediate', async () => {
    let count = 0;
    for (const slice of slices) {
      count += countPrimes(slice);
      await turn();
    }
    return count;
  }),
);
await pause(60);

// Your turn: see exercise.js.
counts.push(await searcher.span('your turn', () => search()));
await pause(60);

console.log(`Primes found: ${counts.join(', ')}`);
stopHeart();
