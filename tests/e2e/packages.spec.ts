/** A program that imports packages runs on both containers: fetched once, mounted, resolved. */
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { build } from 'esbuild';
import { SCRIPTS, buildNode } from '../../src/build/node/build-node.ts';
import { PACKED, pack } from '../../src/build/packages/pack.ts';
import type { Container, ContainerKind } from '../../src/runtime/container.ts';
import type { Snapshot } from '../../src/runtime/snapshots.ts';
import { serve } from '../../src/commands/serve.ts';
import type { Outcome, Program } from '../fixtures/packages-page.ts';
import { expect, test } from '../fixtures/test.ts';

declare global {
  /** In the page (packages-page.ts). */
  var runProgram: (program: Program) => Promise<Outcome>;
}

const kinds: ContainerKind[] = ['embedded', 'webcontainer'];
const sandboxes = join(import.meta.dirname, '../../sandboxes');
const proofs = join(import.meta.dirname, '../node/scripts/packages');

const program = `
  import { PGlite } from '@electric-sql/pglite';
  import { z } from 'zod';
  import { dataDirectory } from '#postgres';

  const db = await PGlite.create({ loadDataDir: await dataDirectory() });
  const { rows } = await db.query("SELECT 6 * 7 AS answer, '동기' AS word");
  console.log(z.array(z.object({ answer: z.int(), word: z.string() })).parse(rows));
  await db.close();
`;

let folder: string;
let server: Server;
let snapshots: Snapshot[];
let scope: Record<string, string>;

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'packages-'));
  const scripts = await buildNode(folder);
  const urls = Object.fromEntries(SCRIPTS.map((name) => [name, `/${scripts[name]}`]));
  await build({
    entryPoints: [join(import.meta.dirname, '../fixtures/packages-page.ts')],
    bundle: true,
    format: 'esm',
    outfile: join(folder, 'page.js'),
    plugins: [
      {
        name: 'embedded-node',
        setup({ onResolve, onLoad }) {
          onResolve({ filter: /^virtual:in-step\/embedded-node$/ }, ({ path }) => {
            return { path, namespace: 'virtual' };
          });
          onLoad({ filter: /.*/, namespace: 'virtual' }, () => {
            return { contents: `export const scripts = ${JSON.stringify(urls)};` };
          });
        },
      },
    ],
  });
  const packed = await Promise.all([
    pack('zod', proofs),
    pack('#postgres', sandboxes),
    pack('@electric-sql/pglite', sandboxes),
  ]);
  for (const { file } of packed) await copyFile(join(PACKED, file), join(folder, file));
  snapshots = packed.map(({ file, ...rest }) => ({ ...rest, url: `/${file}` }));
  scope = { 'package.json': await readFile(join(sandboxes, 'package.json'), 'utf8') };
  await writeFile(
    join(folder, 'index.html'),
    '<!doctype html><title>Packages</title><script type="module" src="page.js"></script>',
  );
  server = await serve(folder, 0);
});

test.afterAll(async () => {
  server?.closeAllConnections();
  server?.close();
  await rm(folder, { recursive: true });
});

async function open(page: Page) {
  await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/`);
  await page.waitForFunction(() => 'runProgram' in globalThis);
}

function run(page: Page, kind: Container['kind']): Promise<Outcome> {
  const files = { 'index.js': program };
  return page.evaluate((program) => runProgram(program), { kind, files, scope, snapshots });
}

for (const kind of kinds) {
  test(`on ${kind}: fetched on the first run, there on the second`, async ({
    page,
    webContainerHost,
  }) => {
    if (kind === 'webcontainer') await webContainerHost('healthy');
    const requests: string[] = [];
    page.on('request', (request) => {
      if (request.url().endsWith('.snapshot')) requests.push(new URL(request.url()).pathname);
    });
    await open(page);
    expect(requests).toEqual([]);

    const first = await run(page, kind);
    expect(first.output, first.cause?.en).toBe("[ { answer: 42, word: '동기' } ]\n");
    expect(first.exitCode).toBe(0);
    expect(first.states).toEqual(['idle', 'booting', 'installing', 'running', 'exited']);
    expect(requests.sort()).toEqual(snapshots.map(({ url }) => url).sort());

    const second = await run(page, kind);
    expect(second.output).toBe(first.output);
    expect(second.states).toEqual(['idle', 'booting', 'running', 'exited']);
    expect(requests.length).toBe(snapshots.length);
  });
}

test('what does not come is said in both languages, and comes on the next run', async ({
  page,
}) => {
  await open(page);
  const zod = snapshots[0]!;
  await page.route(`**${zod.url}`, (route) => route.fulfill({ status: 404 }));
  const missing = await run(page, 'embedded');
  expect(missing.states).toEqual(['idle', 'booting', 'installing', 'failed']);
  expect(missing.cause!.en).toMatch(/server of this site does not have .*zod 4\.\S+: .*404/);
  expect(missing.cause!.ko).toMatch(/이 사이트의 서버에 없습니다.*zod 4/);

  await page.unroute(`**${zod.url}`);
  await page.route(`**${zod.url}`, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.body()).subarray(0, -1000) });
  });
  const cut = await run(page, 'embedded');
  expect(cut.cause!.en).toMatch(/connection broke off.*zod 4/);

  await page.unroute(`**${zod.url}`);
  await page.context().setOffline(true);
  const offline = await run(page, 'embedded');
  expect(offline.cause!.en).toMatch(/this browser is offline/);
  expect(offline.cause!.ko).toMatch(/오프라인/);

  await page.context().setOffline(false);
  const well = await run(page, 'embedded');
  expect(well.exitCode, well.cause?.en).toBe(0);
});
