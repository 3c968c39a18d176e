/** Builds the site, and knows whether dist is what the sources would give. */
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run, type Finished } from './progress.mjs';

const root = join(import.meta.dirname, '../..');
const sourceFolders = ['content', 'public', 'sandboxes', 'src'];
const sourceFiles = ['astro.config.mjs', 'content.config.ts', 'package.json', 'package-lock.json'];
/** Inside dist, so that whatever else rebuilds or removes dist takes it away; never served. */
const stamp = join(root, 'dist/.sources');

/** True when dist was built by `build` from these very sources and settings. */
export function isBuilt(): boolean {
  try {
    return readFileSync(stamp, 'utf8') === hashOfSources();
  } catch {
    return false;
  }
}

/** Runs `astro build`, shown as it goes. */
export async function build(): Promise<Finished> {
  const hash = hashOfSources();
  const astro = join(root, 'node_modules/astro/bin/astro.mjs');
  const built = await run(process.execPath, [astro, 'build'], {
    cwd: root,
    env: { ASTRO_TELEMETRY_DISABLED: '1' },
  });
  if (built.code === 0) writeFileSync(stamp, hash);
  return built;
}

/** SHA-256 over every file that the site is made of, and what of the environment enters it. */
function hashOfSources(): string {
  const hash = createHash('sha256');
  const environment = Object.entries(process.env).filter(([name]) => name.startsWith('PUBLIC_'));
  hash.update(JSON.stringify([process.version, environment.sort()]));
  for (const path of [...sourceFiles, ...sourceFolders.flatMap(filesIn)]) {
    hash.update(`\0${path}\0`).update(readFileSync(join(root, path)));
  }
  return hash.digest('hex');
}

/** Paths of the files in a folder, from the root, in a fixed order; none if it is not there. */
function filesIn(folder: string): string[] {
  try {
    return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
      .filter((path) => !path.includes('node_modules'))
      .sort();
  } catch {
    return [];
  }
}
