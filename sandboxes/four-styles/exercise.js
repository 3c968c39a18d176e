// @ts-check
import { pbkdf2 } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs';
import { recipe } from './customers.js';

/**
 * Makes a key out of a password. The password goes, come what may. A
 * promise stands around it, and inside it is callbacks still. Cleo is told
 * that all is well, and it is not.
 * @param {string} folder
 * @returns {Promise<string>} how the key begins, or the code of the error
 */
export function makeKey(folder) {
  return new Promise((done) => {
    readFile(`${folder}/password`, (error, password) => {
      if (error) return finish(error.code);
      pbkdf2(password, ...recipe, (error, key) => {
        if (error) return finish(error.name);
        writeFile(`${folder}/key`, key, () => {
          finish(key.toString('hex', 0, 4));
        });
      });
    });

    /** @param {any} result */
    function finish(result) {
      rm(`${folder}/password`, { force: true }, () => done(result));
    }
  });
}
