// @ts-check
import { pbkdf2 } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(pbkdf2);

/**
 * Hashes passwords. The rounds run on a thread of the pool, so that here
 * there is something to await.
 * @param {string[]} passwords
 */
export async function hashAll(passwords) {
  const hashes = [];
  for (const password of passwords) {
    const hash = await derive(password, 'salt', 600_000, 4, 'sha256');
    hashes.push(hash.toString('hex'));
  }
  return hashes;
}
