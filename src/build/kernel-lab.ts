/**
 * The kernel lab as part of the site: `virtual:in-step/kernel-lab` says where its machine's files are,
 * the dev server serves them, and a build has them in `dist/_kernel/`, with the licences of what is
 * inside. Their names are hashed, and end so that no host takes them for something to be unpacked.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { build } from 'esbuild';
import { BUILT, hashOf, V86_FOLDER } from './kernel/built.ts';
import { KERNEL_FOLDER, licenceTexts } from './kernel/contents.ts';
import { shipBundle } from './licences/shipped.ts';

const VIRTUAL = 'virtual:in-step/kernel-lab';
const RESOLVED = `\0${VIRTUAL}`;
const WORKER = path.resolve('src/kernel/tab-worker.ts');

/** By what virtual-kernel-lab.d.ts calls them. */
type Files = Record<'worker' | 'wasm' | 'state' | 'disk', { name: string; content: Uint8Array }>;

let files: Promise<Files> | undefined;

async function makeFiles(): Promise<Files> {
  const named = (name: string, ending: string, content: Uint8Array) => ({
    name: `${name}.${hashOf(content).slice(0, 10)}.${ending}`,
    content,
  });
  return {
    worker: named('machine', 'js', await bundleWorker()),
    wasm: named('v86', 'wasm', await readFile(path.join(V86_FOLDER, 'v86.wasm'))),
    state: named('state', 'bin', await readFile(path.join(BUILT, 'state.zst'))),
    disk: named('disk', 'bin', await readFile(path.join(BUILT, 'disk.gz'))),
  };
}

/** A classic script: Chromium takes no other for a worker of an opaque frame. */
async function bundleWorker(): Promise<Uint8Array> {
  const { outputFiles, metafile } = await build({
    entryPoints: [WORKER],
    bundle: true,
    write: false,
    metafile: true,
    format: 'iife',
    target: 'es2022',
    minify: true,
    // What v86 would ask of Node.
    platform: 'browser',
    external: ['node:*', 'crypto', 'fs', 'perf_hooks'],
    // It is for the state's address, which is handed over instead.
    define: { 'import.meta.url': '""' },
    logLevel: 'silent',
  });
  shipBundle(metafile);
  return outputFiles[0]!.contents;
}

async function moduleText(base: string): Promise<string> {
  const prefix = `${base.replace(/\/$/, '')}/${KERNEL_FOLDER}/`;
  const entries = Object.entries(await (files = makeFiles()));
  const urls = Object.fromEntries(entries.map(([key, { name }]) => [key, prefix + name]));
  const bytes = entries.reduce((sum, [, { content }]) => sum + content.length, 0);
  return `export const files = ${JSON.stringify(urls)};\nexport const bytes = ${bytes};\n`;
}

export function kernelLab(): AstroIntegration {
  return {
    name: 'in-step:kernel-lab',
    hooks: {
      'astro:config:setup': ({ config, updateConfig }) => {
        const plugin = {
          name: 'in-step:kernel-lab',
          resolveId: (id: string) => (id === VIRTUAL ? RESOLVED : undefined),
          load: (id: string) => (id === RESOLVED ? moduleText(config.base) : undefined),
        };
        updateConfig({ vite: { plugins: [plugin] } });
      },
      'astro:server:setup': ({ server }) => {
        server.middlewares.use((request, response, next) => {
          const { pathname } = new URL(request.url ?? '/', 'http://localhost');
          const [, name] = /^.*\/_kernel\/([\w.-]+)$/.exec(pathname) ?? [];
          if (name === undefined || !files) return next();
          files.then((all) => {
            const file = Object.values(all).find((file) => file.name === name);
            if (!file) return next();
            const type = name.endsWith('.js') ? 'text/javascript' : 'application/octet-stream';
            response.setHeader('Content-Type', type);
            response.end(file.content);
          }, next);
        });
      },
      'astro:build:done': async ({ dir }) => {
        const folder = fileURLToPath(new URL(`${KERNEL_FOLDER}/`, dir));
        await mkdir(folder, { recursive: true });
        const all = [...Object.values(await (files ??= makeFiles())), ...(await licenceTexts())];
        await Promise.all(
          all.map(({ name, content }) => writeFile(path.join(folder, name), content)),
        );
      },
    },
  };
}
