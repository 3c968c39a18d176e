// @ts-check
import { countPrimes, slices } from './primes.js';

/**
 * Searches all slices. They come from an asynchronous generator, and
 * `for await` awaits each. Yet nobody else gets a turn. Let others in.
 */
export async function search() {
  let count = 0;
  for await (const slice of deliver()) count += countPrimes(slice);
  return count;
}

async function* deliver() {
  for (const slice of slices) yield slice;
}
