// @ts-check
// A telephone between two threads. Its line is three numbers in memory that
// all threads see.
export const TURN = 0;
export const WORDS = 1;
export const PRIMES = 2;

/** What stands at TURN: who may talk now. */
export const CALLER = 0;
export const RECEIVER = 1;
export const HUNG_UP = 2;

/**
 * Keeps this thread at work, as talking would: each word costs it as
 * much as any other.
 * @param {number} words
 */
export function talk(words) {
  for (let i = 0; i < words * 100_000; i++) Math.random();
}

/**
 * "Over to you": passes the words and the turn on, and wakes whoever
 * sleeps until then.
 * @param {Int32Array} line
 * @param {number} turn
 * @param {import('#timeline').Message} words
 */
export function handOver(line, turn, words) {
  Atomics.store(line, WORDS, words);
  Atomics.store(line, TURN, turn);
  Atomics.notify(line, TURN);
}
