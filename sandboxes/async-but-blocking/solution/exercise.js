// @ts-check
import { setImmediate as turn } from 'node:timers/promises';
import { countPrimes, slices } from './primes.js';

/** Searches all slices. */
export async function search() {
  let count = 0;
  for await (const slice of deliver()) count += countPrimes(slice);
  return count;
}

/** Lets the event loop come round before each slice. */
async function* deliver() {
  for (const slice of slices) {
    await turn();
    yield slice;
  }
}
