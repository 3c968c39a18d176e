// @ts-check
import { pbkdf2 } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { recipe } from './customers.js';

/**
 * Makes a key out of a password. The password goes, come what may.
 * @param {string} folder
 * @returns {Promise<string>} how the key begins, or the code of the error
 */
export async function makeKey(folder) {
  try {
    const password = await readFile(`${folder}/password`);
    const key = await promisify(pbkdf2)(password, ...recipe);
    await writeFile(`${folder}/key`, key);
    return key.toString('hex', 0, 4);
  } catch (/** @type {any} */ error) {
    return error.code;
  } finally {
    await rm(`${folder}/password`, { force: true });
  }
}
