// @ts-check
// A shop reads its events from a queue: purchases, which must not be lost,
// and page views, which come often. Then PostgreSQL crashes.
import { PGlite } from '@electric-sql/pglite';
import { counter, lane } from '#timeline';
import { dataDirectory } from '#postgres';
import { handled } from './exercise.js';
import { Queue } from './queue.js';

const shop = lane('shop');
const atRisk = counter('at risk', 'B');
const queue = new Queue(lane('queue (a model)'), 24);

let db = await PGlite.create({ loadDataDir: await dataDirectory() });
await db.exec('CREATE TABLE event (id int PRIMARY KEY, kind text)');
await db.query('SET synchronous_commit = off');
let flushes = 0;
let safe = 0; // the last event whose commit is flushed
let tooSoon = 0; // the most events that the queue had forgotten before that
let { flushed } = await log();

for (const event of queue.waiting().slice(0, 22)) await handle(event);
console.log(`22 events handled, the log flushed ${flushes} times`);
console.log(`flushed up to event ${safe}`);
console.log(`forgotten too soon: ${tooSoon}`);
console.log(`still in the queue: ${queue.waiting().length}`);

// What the files hold at this moment is what a crash would leave.
shop.mark('crash');
const files = await db.dumpDataDir('none');
await db.close();
const endRestart = shop.begin('restart');
db = await PGlite.create({ loadDataDir: files });
await db.query('SET synchronous_commit = off');
atRisk((await log()).unflushed);
endRestart();
console.log(`after the crash: ${await handledEvents()}`);

// The queue gives out again what nobody has acknowledged.
for (const event of queue.waiting()) await handle(event);
console.log(`in the end: ${await handledEvents()}`);
await db.close();

/**
 * Twice is the same as once: DO NOTHING.
 * @param {import('./queue.js').Event} event
 */
async function handle({ id, kind }) {
  const end = shop.begin(kind);
  await db.transaction(async (transaction) => {
    if (kind === 'purchase') {
      await transaction.query('SET LOCAL synchronous_commit = on');
    }
    await transaction.query(
      'INSERT INTO event VALUES ($1, $2) ON CONFLICT DO NOTHING',
      [id, kind],
    );
  });
  end();
  await handled(id, db, queue); // your turn
  const now = await log();
  if (now.flushed !== flushed) {
    flushes += 1;
    flushed = now.flushed;
    safe = id;
  }
  const [next] = queue.waiting();
  const forgotten = next ? next.id - 1 : id;
  tooSoon = Math.max(tooSoon, forgotten - safe);
  atRisk(now.unflushed);
}

async function log() {
  const { rows } = await db.query(
    `SELECT pg_current_wal_flush_lsn() AS flushed,
            (pg_current_wal_insert_lsn() - pg_current_wal_flush_lsn())::int
            AS unflushed`,
  );
  return rows[0];
}

async function handledEvents() {
  const { rows } = await db.query('SELECT id FROM event ORDER BY id');
  return rows.map(({ id }) => id).join(' ');
}
