// @ts-check
import { createHash } from 'node:crypto';

/**
 * Gives numbers from 0 up to 1 that look like chance. From the same seed
 * come the same ones, on any machine.
 * @param {number} seed
 */
export function randomFrom(seed) {
  let count = 0;
  return () => {
    const hash = createHash('sha256').update(`${seed}, ${++count}`);
    return hash.digest().readUInt32BE() / 2 ** 32;
  };
}
