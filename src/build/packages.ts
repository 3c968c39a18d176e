/**
 * The packages of sandboxes as part of the site: `virtual:in-step/packages` says which snapshots
 * each sandbox needs and where they are, the dev server serves them, and a build has them in
 * `dist/_packages/`.
 */
import { createReadStream } from 'node:fs';
import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration, HookParameters } from 'astro';
import { PACKED, pack } from './packages/pack.ts';
import type { PackedSnapshot } from './packages/snapshot-file.ts';
import { SANDBOXES, readSandboxSource, sandboxNames } from './read-sandboxes.ts';

type DevServer = HookParameters<'astro:server:setup'>['server'];

const VIRTUAL = 'virtual:in-step/packages';
const RESOLVED = `\0${VIRTUAL}`;
const FOLDER = '_packages';

/** By the names of the sandboxes that need any. */
type Manifest = Record<string, PackedSnapshot[]>;

async function packAll(): Promise<Manifest> {
  const manifest: Manifest = {};
  for (const name of await sandboxNames()) {
    const { needs } = await readSandboxSource(name);
    const snapshots = await Promise.all(needs.map((need) => pack(need, SANDBOXES)));
    if (snapshots.length > 0) manifest[name] = snapshots;
  }
  return manifest;
}

/** Text of the virtual module: see virtual-packages.d.ts. */
function moduleText(manifest: Manifest, base: string): string {
  const prefix = `${base.replace(/\/$/, '')}/${FOLDER}/`;
  const entries = Object.entries(manifest).map(([name, snapshots]) => {
    return [name, snapshots.map(({ file, ...rest }) => ({ ...rest, url: prefix + file }))] as const;
  });
  return `export const snapshots = ${JSON.stringify(Object.fromEntries(entries))};`;
}

function serveInDevelopment(server: DevServer): void {
  server.middlewares.use((request, response, next) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const [, file] = /^.*\/_packages\/([\w.-]+\.snapshot)$/.exec(path) ?? [];
    if (file === undefined) return next();
    response.setHeader('Content-Type', 'application/octet-stream');
    createReadStream(join(PACKED, file))
      .on('error', () => next())
      .pipe(response);
  });
  // Sandboxes are modules of no page, so nothing else tells that one imports another package.
  server.watcher.on('change', (file) => {
    if (!file.includes('/sandboxes/')) return;
    for (const { moduleGraph } of Object.values(server.environments)) {
      const module = moduleGraph.getModuleById(RESOLVED);
      if (module) moduleGraph.invalidateModule(module);
    }
  });
}

function packagesPlugin(base: string) {
  return {
    name: 'in-step:packages',
    resolveId: (id: string) => (id === VIRTUAL ? RESOLVED : undefined),
    load: async (id: string) => {
      return id === RESOLVED ? moduleText(await packAll(), base) : undefined;
    },
  };
}

export function packages(): AstroIntegration {
  return {
    name: 'in-step:packages',
    hooks: {
      'astro:config:setup': ({ config, updateConfig }) => {
        updateConfig({ vite: { plugins: [packagesPlugin(config.base)] } });
      },
      'astro:server:setup': ({ server }) => serveInDevelopment(server),
      'astro:build:done': async ({ dir, logger }) => {
        const target = fileURLToPath(new URL(`${FOLDER}/`, dir));
        const all = Object.values(await packAll()).flat();
        const snapshots = new Map(all.map((snapshot) => [snapshot.file, snapshot])).values();
        for (const { title, file, size } of snapshots) {
          await mkdir(target, { recursive: true });
          await copyFile(join(PACKED, file), join(target, file));
          logger.info(`${title}: ${(size / 1e6).toFixed(1)} MB`);
        }
      },
    },
  };
}
