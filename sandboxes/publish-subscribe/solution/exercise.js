// @ts-check
/**
 * Writes down that a job is done, and says so on the channel "finished".
 * One transaction: PostgreSQL delivers the message when it is committed,
 * and not at all if it is not.
 * @param {import('@electric-sql/pglite').PGlite} db
 * @param {number} job
 */
export async function finish(db, job) {
  await db.transaction(async (tx) => {
    await tx.query(`SELECT pg_notify('finished', $1)`, [String(job)]);
    await tx.query(`UPDATE jobs SET state = 'done' WHERE id = $1`, [job]);
  });
}
