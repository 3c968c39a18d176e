// @ts-check

/**
 * Ten commits have just been answered, and their log is only in memory.
 * Returns when all of them will survive a power cut.
 * @param {import('@electric-sql/pglite').PGlite} db
 */
export async function saveAll(db) {
  await db.query('SELECT count(*) FROM purchase'); // is that enough?
}
