// @ts-check
// Twenty commits, all answered with "done": ten that wait for the log and
// ten that do not. Then the process crashes, or the power is cut, or one of
// them after fewer commits, drawn from the seed. What is left?
import { PGlite } from '@electric-sql/pglite';
import { lane } from '#timeline';
import { dataDirectory } from '#postgres';
import { saveAll } from './exercise.js';
import { Machine } from './machine.js';
import { randomFrom } from './random.js';

const fault = process.env.FAULT ?? 'both'; // or 'crash' or 'power-cut'
const random = randomFrom(Number(process.env.SEED ?? 1));
const moment = fault === 'both' ? 20 : 1 + Math.floor(random() * 20);

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

  await commits(db, 1, Math.min(10, moment), 'on', machine);
  await commits(db, 11, moment, 'off', machine);
  if (fault !== 'power-cut') {
    await restart('the process crashes', machine.pageCache());
  }
  if (fault !== 'crash') await restart('the power is cut', machine.disk);

  if (fsync === 'on') {
    // Your turn: ten more that do not wait. Save them all before the cut.
    await commits(db, moment + 1, moment + 10, 'off', machine);
    await client.span('your turn', () => saveAll(db));
    console.log(`  your turn: ${machine.takeFsyncs()} fsyncs`);
    await restart('the power is cut again', machine.disk);
  }
  await client.span('shut down', () => db.close());
}

/**
 * @param {PGlite} db
 * @param {number} first
 * @param {number} last
 * @param {'on' | 'off'} setting of synchronous_commit
 * @param {Machine} machine
 */
async function commits(db, first, last, setting, machine) {
  if (first > last) return;
  await db.query(`SET synchronous_commit = ${setting}`);
  const end = client.begin(`commits, ${setting}`);
  for (let id = first; id <= last; id++) {
    await db.query('INSERT INTO purchase VALUES ($1)', [id]);
  }
  end();
  const fsyncs = machine.takeFsyncs();
  console.log(`  ${first} to ${last}, ${setting}: ${fsyncs} fsyncs`);
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
