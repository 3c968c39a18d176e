// @ts-check
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lane } from '#timeline';

/** Who wants a key. */
export const customers = ['ann', 'bob', 'cleo'].map((name) => ({
  name,
  here: lane(name),
}));

/**
 * Salt, rounds, length and hash of a key.
 * @type {[string, number, number, string]}
 */
export const recipe = ['salt', 250_000, 32, 'sha256'];

/** A folder for each. Bob has no password, and Cleo's key finds no place. */
export async function prepare() {
  const folder = await mkdtemp(join(tmpdir(), 'keys-'));
  for (const { name } of customers) await mkdir(join(folder, name));
  await writeFile(join(folder, 'ann', 'password'), 'secret');
  await writeFile(join(folder, 'cleo', 'password'), 'hidden');
  await mkdir(join(folder, 'cleo', 'key'));
  return folder;
}
