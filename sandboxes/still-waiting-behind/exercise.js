// @ts-check
/**
 * A request that waits, and the response through which it is answered.
 * @typedef {{ path: string, response: import('node:http').ServerResponse }} Waiting
 */

/**
 * Takes the request out of the queue that is to be served next: the first
 * in line. But is anybody still waiting for it?
 * @param {Waiting[]} queue
 * @returns {Waiting | undefined}
 */
export function next(queue) {
  return queue.shift();
}
