/**
 * Installs the rivals into .cache/bench, by their lock file and without their scripts. They are 190
 * MB, which nobody but npm run bench needs.
 */
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runNpm } from '../../../src/commands/npm.ts';

const FOLDER = fileURLToPath(new URL('../../../.cache/bench/', import.meta.url));
const FILES = ['package.json', 'package-lock.json'];

/** Gives their node_modules. */
export async function installRivals(): Promise<string> {
  const lock = await readFile(new URL('package-lock.json', import.meta.url), 'utf8');
  const stamp = join(FOLDER, 'installed');
  const installed = await readFile(stamp, 'utf8').catch(() => '');
  if (installed !== lock) {
    console.log('Installing almostnode and @lifo-sh/core into .cache/bench …');
    await mkdir(FOLDER, { recursive: true });
    for (const file of FILES) await copyFile(new URL(file, import.meta.url), join(FOLDER, file));
    const { code } = await runNpm(['ci', '--ignore-scripts', '--no-audit', '--no-fund'], FOLDER);
    if (code !== 0) throw new Error('npm could not install almostnode and @lifo-sh/core.');
    await writeFile(stamp, lock);
  }
  return join(FOLDER, 'node_modules');
}

export function versionOf(name: string, modules: string): string {
  return createRequire(import.meta.url)(join(modules, name, 'package.json')).version;
}
