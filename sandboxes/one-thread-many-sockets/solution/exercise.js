// @ts-check
import { pbkdf2 } from 'node:crypto';

/**
 * Answers a client. A thread of the pool makes the hash, so that this one
 * stays free for the others; they may overtake.
 * @param {string} question
 * @param {(text: string) => void} reply
 */
export function answer(question, reply) {
  if (question === 'hello') return reply('welcome');
  pbkdf2('password', 'salt', 200_000, 32, 'sha512', (error, hash) => {
    reply(error ? error.message : hash.toString('hex', 0, 4));
  });
}
