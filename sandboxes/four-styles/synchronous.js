// @ts-check
import { pbkdf2Sync } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { recipe } from './customers.js';

/**
 * Makes a key out of a password. The password goes, come what may.
 * @param {string} folder
 * @returns {string} how the key begins, or the code of the error
 */
export function makeKey(folder) {
  try {
    const password = readFileSync(`${folder}/password`);
    const key = pbkdf2Sync(password, ...recipe);
    writeFileSync(`${folder}/key`, key);
    return key.toString('hex', 0, 4);
  } catch (/** @type {any} */ error) {
    return error.code;
  } finally {
    rmSync(`${folder}/password`, { force: true });
  }
}
