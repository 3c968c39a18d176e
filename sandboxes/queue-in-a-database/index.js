// @ts-check
// A job queue that is a table of PostgreSQL: put a job in together with
// what it is about, take it out so that nobody else has it, lose a worker.
import { PGlite } from '@electric-sql/pglite';
import { dataDirectory } from '#postgres';
import { lane } from '#timeline';
import { takeOrTakeOver } from './exercise.js';
import { createTables, fill, leaseOf, order, stateOf } from './tables.js';
import { takeInOneStep, takeInTwoSteps } from './take.js';
import { work } from './work.js';

const db = await PGlite.create({ loadDataDir: await dataDirectory() });
await createTables(db);

// One transaction for the order and its job. The second is taken back.
const shop = lane('shop');
await shop.span('order 1', () => order(db, 1));
await shop
  .span('order 2', () => order(db, 2, { paid: false }))
  .catch((error) => console.log(`order 2: ${error.message}`));
const { rows } = await db.query(`SELECT
  (SELECT count(*)::int FROM orders) AS orders,
  (SELECT count(*)::int FROM jobs) AS jobs`);
console.log('in the tables:', rows[0]);

// Two workers, six jobs.
const workers = [lane('worker 1'), lane('worker 2')];
for (const take of [takeInTwoSteps, takeInOneStep]) {
  await fill(db, 6);
  const done = await Promise.all(workers.map((it) => work(db, it, take)));
  console.log(`${take.name}: jobs ${done.flat().sort().join(' ')}`);
}

// Your turn: a worker takes the first of four jobs and is never heard of
// again. Another one works for a while.
await fill(db, 4);
const lost = lane('lost worker');
await takeOrTakeOver(db);
lost.mark('takes job 1, dies');
const lease = await leaseOf(db, 1);
const take = async () => {
  const id = await takeOrTakeOver(db);
  if (id === 1) console.log(`job 1 again: ${await stateOf(db, lease)}`);
  return id;
};
const done = await work(db, lane('worker 3'), take, 900);
console.log(`your turn: jobs ${done.join(' ')}`);
await db.close();
