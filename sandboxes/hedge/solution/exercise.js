// @ts-check

/**
 * An event has just been handled. The queue may forget it when its
 * transaction is flushed, and one flush will do for eight of them.
 * @param {number} id
 * @param {import('@electric-sql/pglite').PGlite} db
 * @param {import('./queue.js').Queue} queue
 */
export async function handled(id, db, queue) {
  if (id % 8 !== 0) return;
  await db.query("SELECT pg_logical_emit_message(false, '', '', true)");
  queue.acknowledge(id);
}
