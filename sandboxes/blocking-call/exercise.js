// @ts-check
import { pbkdf2Sync } from 'node:crypto';

/**
 * Hashes passwords. It is `async`, it says `await`, and yet the heart
 * stands still. Why?
 * @param {string[]} passwords
 */
export async function hashAll(passwords) {
  const hashes = [];
  for (const password of passwords) {
    const hash = await pbkdf2Sync(password, 'salt', 600_000, 4, 'sha256');
    hashes.push(hash.toString('hex'));
  }
  return hashes;
}
