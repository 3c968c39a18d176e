// A data directory dumped and loaded: what was committed synchronously is in it.
import { PGlite } from '@electric-sql/pglite';
import { dataDirectory } from '#postgres';

async function rowsAfterCrash(setting, checkpoint) {
  const db = await PGlite.create({ loadDataDir: await dataDirectory() });
  await db.exec('CREATE TABLE note (id serial)');
  await db.query(`SET synchronous_commit = ${setting}`);
  for (let i = 0; i < 20; i++) await db.query('INSERT INTO note DEFAULT VALUES');
  if (checkpoint) await db.query('CHECKPOINT');
  const dump = await db.dumpDataDir('none');
  console.log(dump.constructor.name, dump.name, dump.type, dump.size > 30_000_000);
  const copy = await PGlite.create({ loadDataDir: dump });
  const { rows } = await copy.query('SELECT count(*)::int AS count FROM note');
  await copy.close();
  await db.close();
  return rows[0].count;
}

console.log('on', await rowsAfterCrash('on', false));
console.log('off', await rowsAfterCrash('off', false));
console.log('off, then a checkpoint', await rowsAfterCrash('off', true));
