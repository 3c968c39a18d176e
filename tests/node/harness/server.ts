/**
 * The smallest site that can boot the embedded Node: an empty, cross-origin isolated page, the
 * harness's page script (with the real src/node/page in it) and its scripts.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { buildNode, SCRIPTS } from '../../../src/build/node/build-node.ts';

const HEADERS = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
};

export interface Site {
  url: string;
  close(): Promise<void>;
}

const PAGE = fileURLToPath(new URL('./page.ts', import.meta.url));

/**
 * Builds the embedded Node (cached) and serves it; `url` ends with a slash. `page` is the page's
 * script, `files` are served besides it, by their paths.
 */
export async function serveEmbeddedNode({
  page = PAGE,
  files = {},
}: { page?: string; files?: Record<string, Uint8Array> } = {}): Promise<Site> {
  const directory = await mkdtemp(join(tmpdir(), 'in-step-node-'));
  const built = await buildNode(directory);
  const urls = Object.fromEntries(SCRIPTS.map((name) => [name, `/${built[name]}`]));
  const pageScript = await bundlePage(page, `export const scripts = ${JSON.stringify(urls)};`);
  const server = createServer(async ({ url = '/' }, response) => {
    const file = files[url];
    if (file) return response.writeHead(200, HEADERS).end(file);
    const script = url === '/page.js' ? pageScript : await readScript(directory, url);
    const type = script === undefined ? 'text/html' : 'text/javascript';
    response.writeHead(200, { ...HEADERS, 'content-type': `${type}; charset=utf-8` });
    response.end(script ?? '<!doctype html><title>Node</title><script src="/page.js"></script>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async close() {
      await closeServer(server);
      await rm(directory, { recursive: true });
    },
  };
}

async function readScript(directory: string, url: string): Promise<Buffer | undefined> {
  return url.endsWith('.js') ? readFile(join(directory, url)) : undefined;
}

async function bundlePage(page: string, embeddedNode: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [page],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'esnext',
    plugins: [
      {
        name: 'embedded-node',
        setup({ onResolve, onLoad }) {
          onResolve({ filter: /^virtual:in-step\/embedded-node$/ }, ({ path }) => {
            return { path, namespace: 'embedded-node' };
          });
          onLoad({ filter: /.*/, namespace: 'embedded-node' }, () => ({ contents: embeddedNode }));
        },
      },
    ],
  });
  return outputFiles[0]!.text;
}

function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
