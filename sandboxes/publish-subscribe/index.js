// @ts-check
// A publisher that says when a job is done, and subscribers of whom it
// knows nothing. PostgreSQL stands between them.
import { PGlite } from '@electric-sql/pglite';
import { setTimeout as pause } from 'node:timers/promises';
import { dataDirectory } from '#postgres';
import { lane } from '#timeline';
import { dying } from './dying.js';
import { finish } from './exercise.js';
import { Subscriber } from './subscriber.js';

const publisher = lane('publisher');
const db = await PGlite.create({ loadDataDir: await dataDirectory() });
await db.exec(`
  CREATE TABLE jobs (id int PRIMARY KEY, state text DEFAULT 'at work');
  INSERT INTO jobs SELECT generate_series(1, 11)`);

const early = [
  await subscribe('subscriber 1'),
  await subscribe('subscriber 2'),
  await subscribe('slow subscriber', 80),
];

await done(1);
await done(2, { takeBack: true });
const late = await subscribe('late subscriber');
for (const job of [3, 4, 5, 6, 7, 8]) await done(job, { atOnce: true });

const all = [...early, late];
while (all.some(({ unread }) => unread > 0)) await pause(20);
for (const { name, heard } of all) {
  console.log(`${name} heard of jobs ${heard.join(' ')}`);
}

// Your turn: whoever is told that a job is finished looks it up.
const told = new Set();
await db.listen('finished', async (id) => {
  told.add(id);
  console.log(`your turn: told of job ${id}, which is ${await look(id)}`);
});
await finish(db, 9);
await finish(db, 10);
// And with job 11 the program dies half-way: after its first statement.
await finish(dying(db), 11).catch(() => {});
await pause(100);
const heard = told.has('11') ? 'told' : 'not told';
console.log(`half-way through job 11: ${heard}, ${await look('11')}`);
await db.close();

/** @param {string} id */
async function look(id) {
  const query = 'SELECT state FROM jobs WHERE id = $1';
  const { rows } = await db.query(query, [id]);
  return /** @type {any} */ (rows[0]).state;
}

/**
 * @param {string} name
 * @param {number} [ms] that it takes to read a message
 */
async function subscribe(name, ms) {
  const subscriber = new Subscriber(name, ms);
  await db.listen('jobs', (message) => subscriber.hear(message));
  return subscriber;
}

/**
 * Writes down that a job is done and says so, in one transaction.
 * @param {number} job
 */
async function done(job, { takeBack = false, atOnce = false } = {}) {
  await db.transaction(async (tx) => {
    await tx.query(`UPDATE jobs SET state = 'done' WHERE id = $1`, [job]);
    await tx.query(`SELECT pg_notify('jobs', $1)`, [String(job)]);
    publisher.mark(`NOTIFY ${job}`);
    if (!atOnce) await publisher.span('not committed', () => pause(100));
    if (takeBack) await tx.rollback();
    publisher.mark(takeBack ? 'ROLLBACK' : 'COMMIT');
  });
}
