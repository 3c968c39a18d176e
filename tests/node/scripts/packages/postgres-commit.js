// What synchronous_commit changes: how far the log is flushed when COMMIT returns.
import { PGlite } from '@electric-sql/pglite';
import { dataDirectory } from '#postgres';

const db = await PGlite.create({ loadDataDir: await dataDirectory() });
await db.exec('CREATE TABLE note (id serial, body text)');

async function unflushed() {
  const { rows } = await db.query(`
    SELECT pg_current_wal_insert_lsn() - pg_current_wal_flush_lsn() AS flush,
           pg_current_wal_insert_lsn() - pg_current_wal_lsn() AS write,
           pg_current_wal_insert_lsn() > '0/1' AS real
  `);
  return rows[0];
}

for (const setting of ['on', 'off', 'local', 'off', 'on']) {
  await db.query(`SET synchronous_commit = ${setting}`);
  const behind = [];
  for (let i = 0; i < 5; i++) {
    await db.query('INSERT INTO note (body) VALUES ($1)', [setting]);
    behind.push(Number((await unflushed()).flush));
  }
  const isGrowing = behind.every((bytes, i) => bytes > (behind[i - 1] ?? 0));
  console.log(setting, behind.every((bytes) => bytes === 0) ? 'flushed' : isGrowing && 'grows');
}
console.log(await unflushed());
await db.query('SET synchronous_commit = off');
await db.query("INSERT INTO note (body) VALUES ('last')");
console.log('behind', Number((await unflushed()).flush) > 0);
await db.query('CHECKPOINT');
console.log('after a checkpoint', Number((await unflushed()).flush));
console.log(
  (await db.query('SHOW wal_writer_delay')).rows,
  (await db.query('SELECT txid_current_if_assigned()')).rows,
);
await db.close();
