// @ts-check
import { pbkdf2Sync } from 'node:crypto';

/**
 * Answers a client. A hash takes long, and there is only one thread for all
 * of them. Do not let the others wait for it.
 * @param {string} question
 * @param {(text: string) => void} reply
 */
export function answer(question, reply) {
  if (question === 'hello') return reply('welcome');
  const hash = pbkdf2Sync('password', 'salt', 200_000, 32, 'sha512');
  reply(hash.toString('hex', 0, 4));
}
