// @ts-check

/**
 * Ten commits have just been answered, and their log is only in memory.
 * One record that is flushed takes with it all that stands before it.
 * @param {import('@electric-sql/pglite').PGlite} db
 */
export async function saveAll(db) {
  await db.query("SELECT pg_logical_emit_message(false, '', '', true)");
}
