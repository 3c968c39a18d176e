/**
 * Marks the built site with a hash of all that it was built from, so that `npm start` builds only
 * what has changed. The mark lies in the site's folder: whatever removes or rebuilds that takes it
 * away.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AstroIntegration } from 'astro';

const root = join(import.meta.dirname, '../..');
const STAMP = '.sources';

const folders = ['content', 'kernel', 'public', 'results', 'sandboxes', 'src'];
const files = [
  '.env',
  'astro.config.mjs',
  'content.config.ts',
  'package.json',
  'package-lock.json',
];
/** Variables of the environment that enter the site. */
const variables = /^(PUBLIC_.*|SITE|BASE_PATH)$/;

/** True when the site in `folder` was built from these very sources and settings. */
export function isBuilt(folder = join(root, 'dist'), environment = process.env): boolean {
  return read(join(folder, STAMP))?.toString() === hashOfSources(environment);
}

export function sourceStamp(): AstroIntegration {
  let hash: string;
  return {
    name: 'in-step:source-stamp',
    hooks: {
      // What changes during the build is not in it for sure.
      'astro:build:start': () => void (hash = hashOfSources(process.env)),
      'astro:build:done': ({ dir }) => writeFileSync(new URL(STAMP, dir), hash),
    },
  };
}

/** SHA-256 (hex). */
function hashOfSources(environment: NodeJS.ProcessEnv): string {
  const hash = createHash('sha256');
  const settings = Object.entries(environment).filter(([name]) => variables.test(name));
  hash.update(JSON.stringify([process.version, settings.sort()]));
  for (const path of [...files, ...folders.flatMap(filesIn)]) {
    hash.update(`\0${path}\0`).update(read(join(root, path)) ?? '');
  }
  return hash.digest('hex');
}

/** Paths of the files in a folder, from the root, in a fixed order; not what npm and a build put there. */
function filesIn(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('node_modules', root.length))
    .filter(({ name }) => !/\.tar\b/.test(name))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort();
}

function read(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
}
