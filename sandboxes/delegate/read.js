// @ts-check
import { readFileSync } from 'node:fs';

/**
 * Reads a file again and again, in sixty bursts of a few milliseconds, as
 * a slow disk would take its time.
 * @param {string} file
 * @returns {number} its size in bytes
 */
export function readForAWhile(file) {
  let bytes = 0;
  for (let burst = 0; burst < 60; burst++) {
    const end = Date.now() + 5;
    do bytes = readFileSync(new URL(file, import.meta.url)).length;
    while (Date.now() < end);
  }
  return bytes;
}
