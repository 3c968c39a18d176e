// @ts-check
import * as box from './box.js';

/**
 * Calls back when there is an answer. It asks once in each turn of the
 * event loop at most, and gives the thread back in between.
 * @param {Int32Array} answers
 * @param {(value?: any) => void} callback
 */
export function whenAnswered(answers, callback) {
  if (box.peek(answers)) callback();
  else setTimeout(whenAnswered, 5, answers, callback);
}
