/** Every sandbox of every page of the built site, on both containers, in both languages. */
import { join } from 'node:path';
import { sandboxNames } from '../../src/build/read-sandboxes.ts';
import type { ContainerKind } from '../../src/runtime/container.ts';
import { expect, test } from '../fixtures/test.ts';
import { checkSandbox, pages } from './sandbox-pages.ts';

const root = join(import.meta.dirname, '../..');
const kinds: ContainerKind[] = ['embedded', 'webcontainer'];

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
        await checkSandbox(page, path, name, kind);
      });
    }
  }
}
