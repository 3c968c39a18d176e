/**
 * The service worker, which keeps the site for when there is no network: it is built last, for it
 * lists all the files that the site consists of. Their content makes the site's version, which every
 * page then names.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { build } from 'esbuild';
import { WORKER_FILE } from '../runtime/service-worker/addresses.ts';
import { bytesOf, type SiteFiles } from '../runtime/service-worker/site-files.ts';
import { shipBundle } from './licences/shipped.ts';
import { placeholders } from './offline-placeholders.ts';

export type Group = 'needed' | 'optional' | 'own';

/** The first that matches a path decides; what none matches is not kept for offline. */
const groups: [RegExp, Group | null][] = [
  [/^_node\/.*\.js$/, 'needed'],
  [/^_kernel\/.*\.txt$/, null],
  [/^_(packages|kernel)\/|^_astro\/xterm\./, 'optional'],
  [/^_astro\//, 'needed'],
  [/^pagefind\/(index|fragment)\/|\.pf_meta$/, 'needed'],
  [/^pagefind\/(pagefind(-worker)?\.js|pagefind-entry\.json|wasm\..*)$/, 'own'],
  [/^icons\/|^favicon\.svg$|\.webmanifest$|\.html$/, 'own'],
];

/** How a file of the site is kept; null where it is not. */
export function groupOf(path: string): Group | null {
  return groups.find(([pattern]) => pattern.test(path))?.[1] ?? null;
}

export function offline(): AstroIntegration {
  let base = '/';
  return {
    name: 'in-step:offline',
    hooks: {
      'astro:config:done': ({ config }) => {
        base = `${config.base.replace(/\/$/, '')}/`;
      },
      'astro:build:done': async ({ dir, logger }) => {
        const folder = fileURLToPath(dir);
        const files = await listFiles(folder, base);
        const bytes = bytesOf(files.needed) + bytesOf(files.own) + bytesOf(files.optional);
        const megabytes = (bytes / 1e6).toFixed(0);
        await nameVersion(folder, files, megabytes);
        await writeFile(join(folder, WORKER_FILE), await workerScript(files));
        const needed = (bytesOf(files.needed) + bytesOf(files.own)) / 1e6;
        logger.info(`Offline: ${needed.toFixed(1)} MB, all: ${megabytes} MB`);
      },
    },
  };
}

async function listFiles(folder: string, base: string): Promise<SiteFiles> {
  const files: SiteFiles = { version: '', base, needed: {}, optional: {}, own: {} };
  const version = createHash('sha256');
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)).replaceAll(sep, '/'));
  for (const path of paths.sort()) {
    const group = groupOf(path);
    if (!group) continue;
    const content = await readFile(join(folder, path));
    version.update(`\0${path}\0`).update(content);
    files[group][group === 'own' ? addressOf(path) : path] = content.length;
  }
  files.version = version.digest('hex').slice(0, 16);
  return files;
}

/** A page's address is that of its folder. */
const addressOf = (path: string) => path.replace(/(^|\/)index\.html$/, '$1');

async function nameVersion(folder: string, { own, version }: SiteFiles, megabytes: string) {
  const pages = Object.keys(own).filter((path) => /(^|\/|\.html)$/.test(path));
  await Promise.all(
    pages.map(async (path) => {
      const file = join(folder, path.endsWith('.html') ? path : `${path}index.html`);
      const text = await readFile(file, 'utf8');
      await writeFile(
        file,
        text
          .replaceAll(placeholders.version, version)
          .replaceAll(placeholders.megabytes, megabytes),
      );
    }),
  );
}

async function workerScript(files: SiteFiles): Promise<string> {
  const { outputFiles, metafile } = await build({
    entryPoints: [fileURLToPath(new URL('../runtime/service-worker/worker.ts', import.meta.url))],
    bundle: true,
    write: false,
    metafile: true,
    format: 'iife',
    target: 'es2022',
    minify: true,
    define: { SITE_FILES: JSON.stringify(files) },
    logLevel: 'silent',
  });
  shipBundle(metafile);
  return outputFiles[0]!.text;
}
