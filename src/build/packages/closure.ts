/** A package as npm installed it, with all that it depends on. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';

export interface InstalledPackage {
  name: string;
  version: string;
  /** Absolute path. */
  folder: string;
  /** Where it stands in a container, from the working directory: `node_modules/…`. */
  place: string;
}

interface Manifest {
  version: string;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  peerDependenciesMeta?: Record<string, { optional?: boolean }>;
}

/**
 * The package `name` as the programs in `folder` find it, and its dependencies, in the order of
 * their places. Rejects where one that is needed is not installed.
 */
export async function closureOf(name: string, folder: string): Promise<InstalledPackage[]> {
  const found = new Map<string, InstalledPackage>();

  async function add(name: string, from: string, isOptional: boolean): Promise<void> {
    const installed = await find(name, from, found);
    if (!installed) {
      if (isOptional) return;
      throw new Error(
        `The package "${name}" is not installed where ${from} would find it. ` +
          'Run "npm ci", and name it in the package.json there if it is missing.',
      );
    }
    const other = found.get(installed.place);
    if (other?.folder === installed.folder) return;
    if (other) {
      throw new Error(
        `${installed.folder} and ${other.folder} would both be ${installed.place} in a container. ` +
          'Choose versions of the dependencies that share one.',
      );
    }
    found.set(installed.place, installed);
    const manifest = await readManifest(installed.folder);
    const { dependencies = {}, optionalDependencies = {}, peerDependencies = {} } = manifest!;
    for (const name of Object.keys({ ...dependencies, ...peerDependencies })) {
      const isPeer = !(name in dependencies);
      if (isPeer && manifest!.peerDependenciesMeta?.[name]?.optional) continue;
      await add(name, installed.folder, name in optionalDependencies);
    }
    for (const name of Object.keys(optionalDependencies)) await add(name, installed.folder, true);
  }

  await add(name, path.resolve(folder), false);
  return [...found.values()].sort((a, b) => (a.place < b.place ? -1 : 1));
}

/** Looks as Node does: in `from`, then in every folder above it. */
async function find(
  name: string,
  from: string,
  known: Map<string, InstalledPackage>,
): Promise<InstalledPackage | undefined> {
  for (let at = from; ; at = path.dirname(at)) {
    const folder = path.join(at, 'node_modules', name);
    const manifest = await readManifest(folder);
    if (manifest) {
      // Below another package it stays there; the container has one folder for all the others.
      const owner = [...known.values()].find((other) => other.folder === at);
      const place = [...(owner ? [owner.place] : []), 'node_modules', name].join('/');
      return { name, version: manifest.version, folder, place };
    }
    if (at === path.dirname(at)) return undefined;
  }
}

async function readManifest(folder: string): Promise<Manifest | undefined> {
  try {
    return JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8')) as Manifest;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
