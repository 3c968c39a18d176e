// @ts-check
import { counter } from '#timeline';

/**
 * A slice of the numbers, from its first up to the next slice's first.
 * @typedef {{ from: number, to: number }} Slice
 */

const SIZE = 60_000;

/** Twenty slices, from a million on. */
export const slices = Array.from({ length: 20 }, (_, i) => ({
  from: 1_000_000 + i * SIZE,
  to: 1_000_000 + (i + 1) * SIZE,
}));

const searched = counter('slices searched');
let done = 0;

/**
 * Synchronous, as all computing is.
 * @param {Slice} slice
 */
export function countPrimes({ from, to }) {
  let count = 0;
  for (let n = from; n < to; n++) if (isPrime(n)) count++;
  searched(++done);
  return count;
}

/** @param {number} n */
function isPrime(n) {
  for (let divisor = 2; divisor * divisor <= n; divisor++) {
    if (n % divisor === 0) return false;
  }
  return true;
}
