// @ts-check
import { pbkdf2 } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs';
import { recipe } from './customers.js';

/**
 * Makes a key out of a password. The password goes, come what may.
 * @param {string} folder
 * @param {(result: any) => void} done is told how the key begins, or the
 *   code of the error
 */
export function makeKey(folder, done) {
  readFile(`${folder}/password`, (error, password) => {
    if (error) return finish(error.code);
    pbkdf2(password, ...recipe, (error, key) => {
      if (error) return finish(error.name);
      writeFile(`${folder}/key`, key, (error) => {
        if (error) return finish(error.code);
        finish(key.toString('hex', 0, 4));
      });
    });
  });

  /** @param {string} [result] */
  function finish(result) {
    rm(`${folder}/password`, { force: true }, () => done(result));
  }
}
