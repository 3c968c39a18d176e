// @ts-check
import { readFileSync } from 'node:fs';

/**
 * Reads this file again and again, in sixty bursts of a few milliseconds,
 * so that there is something to see.
 * @returns {number} its size in bytes
 */
export function readForAWhile() {
  let bytes = 0;
  for (let burst = 0; burst < 60; burst++) {
    const end = Date.now() + 5;
    do bytes = readFileSync(new URL(import.meta.url)).length;
    while (Date.now() < end);
  }
  return bytes;
}
