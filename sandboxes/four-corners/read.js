// @ts-check
import { readFileSync } from 'node:fs';

/**
 * Reads this file again and again for a while, so that there is something
 * to see.
 * @returns {number} its size in bytes
 */
export function readForAWhile() {
  const end = Date.now() + 250;
  let bytes;
  do bytes = readFileSync(new URL(import.meta.url)).length;
  while (Date.now() < end);
  return bytes;
}
