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
export function makeKey(folder) {
  return readFile(`${folder}/password`)
    .then((password) => promisify(pbkdf2)(password, ...recipe))
    .then((key) =>
      writeFile(`${folder}/key`, key).then(() => key.toString('hex', 0, 4)),
    )
    .catch((error) => error.code)
    .finally(() => rm(`${folder}/password`, { force: true }));
}
