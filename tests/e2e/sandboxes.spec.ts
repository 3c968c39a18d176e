/** Every sandbox of every page of the built site, on both containers, in both languages. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sandboxNames } from '../../src/build/read-sandboxes.ts';
import type { ContainerKind } from '../../src/runtime/container.ts';
import { expect, test } from '../fixtures/test.ts';
import { names, outcome, sandboxOn } from './notebook.ts';

const root = join(import.meta.dirname, '../..');
const kinds: ContainerKind[] = ['embedded', 'webcontainer'];

interface Claims {
  claims: { id: string; exercise?: boolean }[];
}

/** Paths of the built pages, with the names of their sandboxes. */
const pages = readdirSync(join(root, 'dist'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('index.html'))
  .map((file) => ({
    path: `/${file.slice(0, -'index.html'.length).replaceAll('\\', '/')}`,
    sandboxes: [
      ...readFileSync(join(root, 'dist', file), 'utf8').matchAll(
        /<node-sandbox [^>]*?name="([^"]+)"/g,
      ),
    ].map(([, name]) => name!),
  }));

test('every sandbox stands on a page in both languages', async () => {
  const folders = await sandboxNames(join(root, 'sandboxes'));
  expect(folders.length).toBeGreaterThan(0);
  for (const name of folders) {
    const paths = pages.filter((page) => page.sandboxes.includes(name)).map((page) => page.path);
    expect(
      paths.filter((path) => path.startsWith('/ko/')).length,
      `${name} in Korean`,
    ).toBeGreaterThan(0);
    expect(
      paths.filter((path) => !path.startsWith('/ko/')).length,
      `${name} in English`,
    ).toBeGreaterThan(0);
  }
});

for (const { path, sandboxes } of pages) {
  for (const name of sandboxes) {
    for (const kind of kinds) {
      test(`${path} ${name} on ${kind}`, async ({ page, webContainerHost }) => {
        if (kind === 'webcontainer') await webContainerHost('healthy');
        const folder = join(root, 'sandboxes', name);
        const recorded = JSON.parse(readFileSync(join(folder, 'recorded.json'), 'utf8'));
        const { claims } = (await import(join(folder, 'claims.js'))) as Claims;
        const words = names(path);

        await page.goto(`${path}?runtime=${kind}`);
        const sandbox = sandboxOn(page, name);
        const run = () => sandbox.getByRole('button', { name: words.run, exact: true }).click();
        await expect(sandbox).toHaveAttribute('data-state', 'idle');
        await run();
        const starter = await outcome(sandbox);
        expect(starter.runtime).toBe(kind);
        expect(starter.output).toMatch(/\S/);
        expect(starter.exitCode, starter.said).toBe(recorded.exitCode);
        const expected = claims.map(({ id, exercise = false }) => [id, !exercise]);
        expect(starter.holds, starter.said).toEqual(Object.fromEntries(expected));

        if (!claims.some(({ exercise }) => exercise)) return;
        await sandbox.getByRole('button', { name: words.showSolution, exact: true }).click();
        await sandbox.getByRole('button', { name: words.replace, exact: true }).click();
        await run();
        const solution = await outcome(sandbox);
        const all = claims.map(({ id }) => [id, true]);
        expect(solution.holds, solution.said).toEqual(Object.fromEntries(all));
      });
    }
  }
}
