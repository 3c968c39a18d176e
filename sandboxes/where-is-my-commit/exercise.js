// @ts-check

/**
 * Places an order. The session commits asynchronously, and so does this:
 * a crash may forget the order. Let this one commit wait for the log, and
 * leave the session as it is.
 * @param {import('@electric-sql/pglite').PGlite} db
 */
export async function placeOrder(db) {
  await db.transaction(async (transaction) => {
    await transaction.query('INSERT INTO purchase DEFAULT VALUES');
  });
}
