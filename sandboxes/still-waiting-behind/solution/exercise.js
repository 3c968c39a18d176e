// @ts-check
/**
 * A request that waits, and the response through which it is answered.
 * @typedef {{ path: string, response: import('node:http').ServerResponse }} Waiting
 */

/**
 * Takes the request out of the queue that is to be served next: the first
 * whose client has not hung up.
 * @param {Waiting[]} queue
 * @returns {Waiting | undefined}
 */
export function next(queue) {
  let first = queue.shift();
  while (first?.response.destroyed) first = queue.shift();
  return first;
}
