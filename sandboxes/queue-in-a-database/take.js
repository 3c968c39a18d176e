// @ts-check
// Two ways to take the next job. Each gives its number, or undefined if
// there is none.

/**
 * Looks which job is next, and then says that it is taken. What may happen
 * in between?
 * @param {import('@electric-sql/pglite').PGlite} db
 */
export async function takeInTwoSteps(db) {
  const { rows } = await db.query(
    `SELECT id FROM jobs WHERE state = 'waiting' ORDER BY id LIMIT 1`,
  );
  const id = /** @type {any} */ (rows[0])?.id;
  await db.query(`UPDATE jobs SET state = 'taken' WHERE id = $1`, [id]);
  return id;
}

/**
 * One statement. On a server with many sessions FOR UPDATE locks the row
 * until the commit, and SKIP LOCKED passes over those that others have.
 * @param {import('@electric-sql/pglite').PGlite} db
 */
export async function takeInOneStep(db) {
  const { rows } = await db.query(
    `UPDATE jobs SET state = 'taken' WHERE id = (
      SELECT id FROM jobs WHERE state = 'waiting'
      ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED
    ) RETURNING id`,
  );
  return /** @type {any} */ (rows[0])?.id;
}
