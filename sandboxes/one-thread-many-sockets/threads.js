// @ts-check
import { readdirSync } from 'node:fs';

/**
 * How many threads this process has, its pool and its garbage collector
 * included. Linux tells; where nobody does, NaN.
 */
export function countThreads() {
  try {
    return readdirSync('/proc/self/task').length;
  } catch {
    return NaN;
  }
}
