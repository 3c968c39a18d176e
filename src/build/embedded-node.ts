/**
 * The embedded Node as part of the site: `virtual:in-step/embedded-node` says where its scripts are,
 * the dev server serves them, and a build has them in `dist/_node/`, with Node's licence.
 */
import { createReadStream } from 'node:fs';
import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration, HookParameters } from 'astro';
import { shipModules } from './licences/shipped.ts';
import { SCRIPTS, buildNode, type BuiltNode } from './node/build-node.ts';

type DevServer = HookParameters<'astro:server:setup'>['server'];

const VIRTUAL = 'virtual:in-step/embedded-node';
const RESOLVED = `\0${VIRTUAL}`;
const FOLDER = '_node';
export const BUILT_FOLDER = fileURLToPath(new URL('../../.cache/node/built', import.meta.url));
const SOURCES = fileURLToPath(new URL('../node/', import.meta.url));

/** Text of the virtual module: see virtual-embedded-node.d.ts. */
function moduleText(built: BuiltNode, base: string): string {
  const prefix = `${base.replace(/\/$/, '')}/${FOLDER}/`;
  const urls = Object.fromEntries(SCRIPTS.map((name) => [name, prefix + built[name]]));
  return [
    `export const scripts = ${JSON.stringify(urls)};`,
    `export const version = ${JSON.stringify(built.version)};`,
    'export default { ...scripts, version };',
  ].join('\n');
}

/** Serves the scripts that the virtual module names, and reloads pages when src/node changes. */
function serveInDevelopment(server: DevServer): void {
  server.middlewares.use((request, response, next) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const [, file] = /^.*\/_node\/([\w.-]+)$/.exec(path) ?? [];
    if (file === undefined) return next();
    response.setHeader('Content-Type', 'text/javascript; charset=utf-8');
    createReadStream(join(BUILT_FOLDER, file))
      .on('error', () => next())
      .pipe(response);
  });
  server.watcher.on('change', (file) => {
    if (!file.startsWith(SOURCES)) return;
    for (const { moduleGraph, hot } of Object.values(server.environments)) {
      const module = moduleGraph.getModuleById(RESOLVED);
      if (!module) continue;
      moduleGraph.invalidateModule(module);
      hot.send({ type: 'full-reload' });
    }
  });
}

/** What the virtual module was made of last. */
let latest: BuiltNode | undefined;

/** The scripts that pages of this build use. */
export async function builtNode(): Promise<BuiltNode> {
  return latest ?? (latest = await buildNode(BUILT_FOLDER));
}

function embeddedNodePlugin(base: string) {
  return {
    name: 'in-step:embedded-node',
    resolveId: (id: string) => (id === VIRTUAL ? RESOLVED : undefined),
    async load(id: string) {
      if (id !== RESOLVED) return undefined;
      latest = await buildNode(BUILT_FOLDER);
      return moduleText(latest, base);
    },
  };
}

export function embeddedNode(): AstroIntegration {
  return {
    name: 'in-step:embedded-node',
    hooks: {
      'astro:config:setup': ({ config, updateConfig }) => {
        updateConfig({ vite: { plugins: [embeddedNodePlugin(config.base)] } });
      },
      'astro:server:setup': ({ server }) => serveInDevelopment(server),
      'astro:build:done': async ({ dir }) => {
        const built = await builtNode();
        shipModules(built.modules);
        const target = fileURLToPath(new URL(`${FOLDER}/`, dir));
        await mkdir(target, { recursive: true });
        for (const name of [...SCRIPTS, 'license'] as const) {
          await copyFile(join(BUILT_FOLDER, built[name]), join(target, built[name]));
        }
      },
    },
  };
}
