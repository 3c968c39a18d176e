// @ts-check
import * as box from './box.js';

/**
 * Calls back when there is an answer. A timer asks for it, and the thread
 * is free between two askings. It never calls back before it has returned.
 * @param {Int32Array} answers
 * @param {(value?: any) => void} callback
 */
export function whenAnswered(answers, callback) {
  const timer = setInterval(() => {
    if (!box.peek(answers)) return;
    clearInterval(timer);
    callback();
  }, 5);
}
