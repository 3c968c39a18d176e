// @ts-check
/**
 * A data directory for PostgreSQL in this process (PGlite), ready to be used:
 *
 *   const db = await PGlite.create({ loadDataDir: await dataDirectory() });
 *
 * PostgreSQL's `initdb` takes seconds. So it runs once, and what it made is
 * kept beside this file, where the site's build finds it too.
 */
import { readFile, rename, writeFile } from 'node:fs/promises';
import { PGlite } from '@electric-sql/pglite';
import manifest from '../package.json' with { type: 'json' };

const version = manifest.dependencies['@electric-sql/pglite'];

/** A tar of the data directory, as the installed PGlite makes it. */
export const dataFile = new URL(`./data-${version}.tar`, import.meta.url);

/** An empty data directory, as `initdb` leaves it. */
export async function dataDirectory() {
  const tar = await readFile(dataFile).catch(() => makeDataFile());
  return new Blob([tar], { type: 'application/x-tar' });
}

async function makeDataFile() {
  const db = await PGlite.create();
  // The log of initdb's own work is of no use any more, and takes much room.
  await db.exec(
    'SET wal_recycle = off; SELECT pg_switch_wal(); CHECKPOINT',
  );
  const dump = await db.dumpDataDir('none');
  await db.close();
  const tar = new Uint8Array(await dump.arrayBuffer());
  // Whoever else makes it at this moment makes the same.
  const unfinished = new URL(`${dataFile.href}.${process.pid}`);
  await writeFile(unfinished, tar);
  await rename(unfinished, dataFile);
  return tar;
}
