// @ts-check
import * as box from './box.js';

/**
 * Calls back when there is an answer. It takes a callback, and still the
 * heart stands still. In which corner does it belong? Move it.
 * @param {Int32Array} answers
 * @param {(value?: any) => void} callback
 */
export function whenAnswered(answers, callback) {
  while (!box.peek(answers));
  callback();
}
