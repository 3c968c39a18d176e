// @ts-check
// Five commits that wait for the log, then five that do not. After each we
// ask PostgreSQL how far its log is: in memory, in the file, flushed.
import { PGlite } from '@electric-sql/pglite';
import { counter, lane } from '#timeline';
import { dataDirectory } from '#postgres';
import { placeOrder } from './exercise.js';

const client = lane('client');
const memory = counter('in memory', 'B');
const flushed = counter('flushed', 'B');

const db = await PGlite.create({ loadDataDir: await dataDirectory() });
await db.exec('CREATE TABLE note (body text); CREATE TABLE purchase ()');
const { rows } = await db.query('SELECT pg_current_wal_flush_lsn() AS lsn');
const start = rows[0].lsn;

for (const setting of ['on', 'off']) {
  await db.query(`SET synchronous_commit = ${setting}`);
  for (let i = 1; i <= 5; i++) {
    await client.span(`commit, ${setting}`, () =>
      db.query("INSERT INTO note VALUES ('keep this')"),
    );
    await report(`${setting.padEnd(3)}  commit ${i}`);
  }
}

// Your turn: notes may be lost, an order must not.
await client.span('order', () => placeOrder(db));
await report('order is placed');
await client.span('commit, off', () =>
  db.query("INSERT INTO note VALUES ('one more')"),
);
await report('off  commit 6');

// Nobody but us flushes this log. A server has a WAL writer, which comes
// round several times a second.
await db.close();

/** @param {string} when */
async function report(when) {
  const { rows } = await db.query(
    `SELECT (pg_current_wal_insert_lsn() - $1::pg_lsn)::int AS memory,
            (pg_current_wal_lsn() - $1::pg_lsn)::int AS written,
            (pg_current_wal_flush_lsn() - $1::pg_lsn)::int AS flushed`,
    [start],
  );
  const log = rows[0];
  memory(log.memory);
  flushed(log.flushed);
  const atRisk = log.memory - log.flushed;
  console.log(
    `${when}: ${log.memory} B in memory, ${log.written} written, ` +
      `${log.flushed} flushed; ${atRisk} at risk`,
  );
}
