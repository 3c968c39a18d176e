// @ts-check

/**
 * Places an order. SET LOCAL holds until the end of this transaction, so
 * this one commit waits for the log, and those that follow do not.
 * @param {import('@electric-sql/pglite').PGlite} db
 */
export async function placeOrder(db) {
  await db.transaction(async (transaction) => {
    await transaction.query('SET LOCAL synchronous_commit = on');
    await transaction.query('INSERT INTO purchase DEFAULT VALUES');
  });
}
