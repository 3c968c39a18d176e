// @ts-check
import { setTimeout as pause } from 'node:timers/promises';

/**
 * A worker: takes job after job until there is none, and if none comes
 * looks again for as many milliseconds as it was told. Gives the numbers of
 * the jobs that it has done.
 * @param {import('@electric-sql/pglite').PGlite} db
 * @param {import('#timeline').Lane} lane
 * @param {(db: import('@electric-sql/pglite').PGlite) => Promise<number>} take
 */
export async function work(db, lane, take, patience = 0) {
  const done = [];
  for (let waited = 0; waited <= patience;) {
    const id = await take(db);
    if (id === undefined) {
      waited += 100;
      if (waited <= patience) await pause(100);
      continue;
    }
    // A model of the work itself: a timer.
    await lane.span(`job ${id}`, () => pause(40));
    await db.query(`UPDATE jobs SET state = 'done' WHERE id = $1`, [id]);
    done.push(id);
  }
  return done;
}
