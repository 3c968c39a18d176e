// A data directory, dumped while the database is open and loaded elsewhere, is what a crash leaves:
// all that was committed synchronously, and of the rest what a checkpoint has saved.
import { PGlite } from '@electric-sql/pglite';
import { dataDirectory } from '#postgres';

const db = await PGlite.create({ loadDataDir: await dataDirectory() });
await db.exec('CREATE TABLE note (id serial)');

async function addNotes(setting) {
  await db.query(`SET synchronous_commit = ${setting}`);
  for (let i = 0; i < 20; i++) await db.query('INSERT INTO note DEFAULT VALUES');
}

async function notesAfterCrash() {
  const dump = await db.dumpDataDir('none');
  console.log(dump.constructor.name, dump.name, dump.type, dump.size > 30_000_000);
  const copy = await PGlite.create({ loadDataDir: dump });
  const { rows } = await copy.query('SELECT count(*)::int AS count FROM note');
  await copy.close();
  return rows[0].count;
}

await addNotes('on');
console.log('committed synchronously:', await notesAfterCrash());
await addNotes('off');
console.log('and asynchronously:', await notesAfterCrash());
await db.query('CHECKPOINT');
console.log('after a checkpoint:', await notesAfterCrash());
await db.close();
