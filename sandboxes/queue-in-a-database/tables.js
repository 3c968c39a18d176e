// @ts-check
/** @typedef {import('@electric-sql/pglite').PGlite} PGlite */

/** @param {PGlite} db */
export async function createTables(db) {
  await db.exec(`
    CREATE TABLE orders (id int PRIMARY KEY);
    CREATE TABLE jobs (
      id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      order_id int REFERENCES orders,
      state text NOT NULL DEFAULT 'waiting', -- then 'taken', then 'done'
      lease timestamptz -- until when a worker that took it may have it
    )`);
}

/**
 * Writes an order, and the job of sending it out, both or neither.
 * @param {PGlite} db
 * @param {number} id
 */
export async function order(db, id, { paid } = { paid: true }) {
  await db.transaction(async (tx) => {
    await tx.query('INSERT INTO orders VALUES ($1)', [id]);
    await tx.query('INSERT INTO jobs (order_id) VALUES ($1)', [id]);
    if (!paid) throw new Error('not paid, taken back'); // rolls it back
  });
}

/**
 * Makes the queue anew, with that many jobs.
 * @param {PGlite} db
 * @param {number} count
 */
export async function fill(db, count) {
  await db.exec('TRUNCATE jobs RESTART IDENTITY');
  await db.query(
    'INSERT INTO jobs (order_id) SELECT 1 FROM generate_series(1, $1::int)',
    [count],
  );
}

/**
 * Until when the worker that took a job may have it, as PostgreSQL says it.
 * @param {PGlite} db
 * @param {number} id
 * @returns {Promise<string>}
 */
export async function leaseOf(db, id) {
  const { rows } = await db.query(
    'SELECT lease::text FROM jobs WHERE id = $1',
    [id],
  );
  return /** @type {any} */ (rows[0]).lease;
}

/**
 * @param {PGlite} db
 * @param {string} lease
 */
export async function stateOf(db, lease) {
  const { rows } = await db.query('SELECT $1 < now() AS past', [lease]);
  const { past } = /** @type {any} */ (rows[0]);
  return past ? 'its lease is over' : 'its lease is not over';
}
