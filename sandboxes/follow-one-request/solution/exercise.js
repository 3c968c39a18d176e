// @ts-check
import { AsyncLocalStorage } from 'node:async_hooks';

/** @type {{ question: string, done: (answer: string) => void }[]} */
let waiting = [];

/**
 * Asks the price list. Three questions make one batch, so that the list is
 * opened once for all: whoever comes third sends it off. Each callback is
 * bound to the request for which it was handed in.
 * @param {string} question
 * @param {(answer: string) => void} done
 * @param {() => number} open opens the price list
 */
export function ask(question, done, open) {
  waiting.push({ question, done: AsyncLocalStorage.bind(done) });
  if (waiting.length < 3) return;
  const batch = waiting;
  waiting = [];
  setTimeout(() => {
    const price = open();
    for (const { question, done } of batch) {
      done(`${question} costs ${price}`);
    }
  }, 20);
}
