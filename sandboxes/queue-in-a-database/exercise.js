// @ts-check
/**
 * Takes the next job, for half a second: that is its lease. Gives its
 * number, or undefined if there is none.
 * Your turn: a job whose lease is over, and that is not done, is free too.
 * @param {import('@electric-sql/pglite').PGlite} db
 */
export async function takeOrTakeOver(db) {
  const { rows } = await db.query(
    `UPDATE jobs SET state = 'taken', lease = now() + interval '500 ms'
    WHERE id = (
      SELECT id FROM jobs
      WHERE state = 'waiting'
      ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED
    ) RETURNING id`,
  );
  return /** @type {any} */ (rows[0])?.id;
}
