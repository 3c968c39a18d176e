// @ts-check
import { setTimeout as pause } from 'node:timers/promises';
import { randomFrom } from './random.js';

const DEADLINE = 250; // milliseconds, for each attempt
const MOST_ATTEMPTS = 6;
const random = randomFrom(Number(process.env.SEED ?? 1));

/**
 * Attempts something until it succeeds. Each attempt has a deadline. The
 * pauses between them are drawn at random, and their upper bound doubles.
 * @template T
 * @param {import('#timeline').Lane} client
 * @param {(signal: AbortSignal) => Promise<T>} attempt
 * @returns {Promise<T>}
 */
export async function retry(client, attempt) {
  for (let number = 1; ; number++) {
    try {
      const signal = AbortSignal.timeout(DEADLINE);
      return await client.span('attempt', () => attempt(signal));
    } catch (/** @type {any} */ error) {
      if (error.name !== 'TimeoutError' || number === MOST_ATTEMPTS)
        throw error;
      const most = 40 * 2 ** number;
      const ms = Math.round(random() * most);
      console.log(`No answer in time. Pause: ${ms} ms of at most ${most}.`);
      await client.span('pause', () => pause(ms));
    }
  }
}
