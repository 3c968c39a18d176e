// @ts-check
import { AsyncLocalStorage } from 'node:async_hooks';
import { lane } from '#timeline';

/**
 * For whom something is being done just now. Nobody hands it on: Node keeps
 * it with each timer, each promise and each callback.
 * @type {AsyncLocalStorage<{ id: string, here: import('#timeline').Lane }>}
 */
const current = new AsyncLocalStorage();

/**
 * @template T
 * @param {string} id
 * @param {() => T} work
 * @returns {T}
 */
export function asRequest(id, work) {
  return current.run({ id, here: lane(`request ${id}`) }, work);
}

/**
 * A line for the log, with the id of the request that it belongs to.
 * @param {string} name who really asked
 * @param {string} what
 */
export function log(name, what) {
  const { id, here } = current.getStore() ?? {};
  here?.mark(what);
  console.log(`[${id ?? '-'}] ${name}: ${what}`);
}
