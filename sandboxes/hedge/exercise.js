// @ts-check

/**
 * An event has just been handled: its transaction is committed, and perhaps
 * flushed. When may the queue forget it?
 * @param {number} id
 * @param {import('@electric-sql/pglite').PGlite} db
 * @param {import('./queue.js').Queue} queue
 */
export async function handled(id, db, queue) {
  queue.acknowledge(id);
}
