// @ts-check
// Twenty commits, all answered with "done": ten that wait for the log and
// ten that do not. Then a crash. What is left when PostgreSQL is back?
import { PGlite } from '@electric-sql/pglite';
import { lane } from '#timeline';
import { dataDirectory } from '#postgres';
import { saveAll } from './exercise.js';
import { Machine } from './machine.js';

const client = lane('client');
const disk = lane('disk (a model)');
const withoutFsync = PGlite.defaultStartParams; // PGlite's own choice: -F
const withFsync = withoutFsync
  .filter((parameter) => parameter !== '-F')
  .concat('-c', 'wal_sync_method=fsync');

for (const fsync of ['on', 'off']) {
  console.log(`fsync ${fsync}`);
  const machine = new Machine(() => disk.mark('fsync'));
  const db = await PGlite.create({
    fs: machine,
    loadDataDir: await dataDirectory(),
    startParams: fsync === 'on' ? withFsync : withoutFsync,
  });
  await db.exec('CREATE TABLE purchase (id int); CHECKPOINT');
  machine.watch();

  await tenCommits(db, 1, 'on');
  console.log(`  1 to 10, on: ${machine.takeFsyncs()} fsyncs`);
  await tenCommits(db, 11, 'off');
  console.log(`  11 to 20, off: ${machine.takeFsyncs()} fsyncs`);
  await restart('the process crashes', machine.pageCache());
  await restart('the power is cut', machine.disk);

  if (fsync === 'on') {
    // Your turn: ten more that do not wait. Save them all before the cut.
    await tenCommits(db, 21, 'off');
    await client.span('your turn', () => saveAll(db));
    console.log(`  21 to 30, your turn: ${machine.takeFsyncs()} fsyncs`);
    await restart('the power is cut again', machine.disk);
  }
  await client.span('shut down', () => db.close());
}

/**
 * @param {PGlite} db
 * @param {number} first
 * @param {'on' | 'off'} setting of synchronous_commit
 */
async function tenCommits(db, first, setting) {
  await db.query(`SET synchronous_commit = ${setting}`);
  const end = client.begin(`ten commits, ${setting}`);
  for (let id = first; id < first + 10; id++) {
    await db.query('INSERT INTO purchase VALUES ($1)', [id]);
  }
  end();
}

/**
 * PostgreSQL starts again from what the crash has left, and reads its log.
 * @param {string} crash
 * @param {import('./machine.js').Files} files
 */
async function restart(crash, files) {
  client.mark(crash);
  const end = client.begin('restart');
  const db = await PGlite.create({ fs: new Machine(undefined, files) });
  const { rows } = await db.query('SELECT id FROM purchase ORDER BY id');
  const ids = rows.map(({ id }) => id).join(' ') || 'none';
  end();
  console.log(`  ${crash}; left: ${ids}`);
  await db.close();
}
