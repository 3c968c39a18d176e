// Queries, parameters, types, errors and transactions of PostgreSQL in this process.
import { PGlite } from '@electric-sql/pglite';
import { dataDirectory } from '#postgres';

const db = await PGlite.create({ loadDataDir: await dataDirectory() });
console.log((await db.query('SELECT version()')).rows[0].version);

await db.exec(`
  CREATE TABLE job (
    id serial PRIMARY KEY,
    body jsonb NOT NULL,
    data bytea,
    price numeric(10, 2),
    at timestamptz DEFAULT '2026-01-02 03:04:05Z'
  )
`);
for (let i = 0; i < 5; i++) {
  await db.query('INSERT INTO job (body, data, price) VALUES ($1, $2, $3)', [
    { i, words: ['동기', '비동기'] },
    new Uint8Array([0, 127, 128, 255, i]),
    `${i}.50`,
  ]);
}
console.log(await db.query('SELECT * FROM job WHERE id < 3 ORDER BY id'));
console.log((await db.sql`SELECT sum(price), max(body->>'i') FROM job WHERE id > ${2}`).rows);
console.log(await db.exec('UPDATE job SET price = 1 WHERE id > 3; SELECT count(*) FROM job'));

for (const query of [
  'SELECT * FROM nothing',
  'SELEC 1',
  "INSERT INTO job (id, body) VALUES (1, '1')",
  'SELECT 1/0',
]) {
  const error = await db.query(query).catch((error) => error);
  const { name, code, severity, message, detail, constraint, position } = error;
  console.log({ name, code, severity, message, detail, constraint, position });
}

await db
  .transaction(async (tx) => {
    await tx.query('DELETE FROM job');
    console.log('inside', (await tx.query('SELECT count(*)::int FROM job')).rows);
    throw new Error('changed my mind');
  })
  .catch((error) => console.log(error.message));
console.log('after', (await db.query('SELECT count(*)::int FROM job')).rows);
console.log((await db.query('EXPLAIN (COSTS OFF) SELECT * FROM job WHERE id = 1')).rows);

await db.close();
console.log(db.closed, await db.query('SELECT 1').catch((error) => error.message));
