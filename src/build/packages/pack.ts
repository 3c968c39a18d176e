/** Packs what programs need (needs.ts) into snapshots. What has not changed is packed already. */
import { execFile } from 'node:child_process';
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { closureOf } from './closure.ts';
import { HELPERS } from './needs.ts';
import { writeSnapshot, type Files, type PackedSnapshot } from './snapshot-file.ts';
import { isUnneeded } from './unneeded.ts';

/** Where all snapshots lie that this checkout ever made. */
export const PACKED = fileURLToPath(new URL('../../../.cache/packages/', import.meta.url));

const packed = new Map<string, Promise<PackedSnapshot>>();

/**
 * Packs one need of the programs in `folder`, once in this process: a package with all that it
 * depends on, or `#postgres`.
 */
export function pack(need: string, folder: string): Promise<PackedSnapshot> {
  const key = `${need} for ${path.resolve(folder)}`;
  const pending =
    packed.get(key) ?? (need === '#postgres' ? packPostgres() : packPackage(need, folder));
  packed.set(key, pending);
  pending.catch(() => packed.delete(key));
  return pending;
}

async function packPackage(name: string, from: string): Promise<PackedSnapshot> {
  const files: Files = new Map();
  const closure = await closureOf(name, from);
  for (const { name, folder, place } of closure) {
    for (const file of await filesOf(folder)) {
      if (isUnneeded(name, file)) continue;
      files.set(`${place}/${file}`, await readFile(path.join(folder, file)));
    }
  }
  const { version } = closure.find((installed) => installed.place === `node_modules/${name}`)!;
  return writeSnapshot(`${name} ${version}`, files, PACKED);
}

/** The helper with its prepared data directory, which it makes on first use. */
async function packPostgres(): Promise<PackedSnapshot> {
  const index = HELPERS['#postgres']!;
  // In a process of its own: initdb's gigabyte of memory is given back.
  const script = `const { dataDirectory, dataFile } = await import(${JSON.stringify(pathToFileURL(index))});
    await dataDirectory();
    process.stdout.write(dataFile.href);`;
  const args = ['--input-type=module', '--eval', script];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  const dataFile = fileURLToPath(stdout);
  const files: Files = new Map();
  for (const file of [index, dataFile]) {
    files.set(`postgres/${path.basename(file)}`, await readFile(file));
  }
  return writeSnapshot('PostgreSQL data directory', files, PACKED);
}

/** A package's own files, with `/`: not those of packages inside it. */
async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .map((file) => file.replaceAll(path.sep, '/'))
    .filter((file) => !file.split('/').includes('node_modules'));
}
