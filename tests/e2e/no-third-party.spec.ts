/** A site that is built with the embedded Node alone, as its maintainer publishes it. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { siteUnderBase } from '../fixtures/site-under-base.ts';
import { CHAPTER, expect, expectEnd, open, run, test } from './hosts.ts';
import { names } from './notebook.ts';

const foreign = /(stackblitz\.(com|io)|webcontainer(-api)?\.io)/i;

/** Paths of the files in `folder` that `pattern` is found in. */
async function filesWith(pattern: RegExp, folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const found = await Promise.all(
    files.map(async ({ parentPath, name }) => {
      const path = join(parentPath, name);
      return pattern.test(await readFile(path, 'latin1')) ? [path] : [];
    }),
  );
  return found.flat();
}

test('no file of the site has an address of StackBlitz', async ({ hosts: _built }) => {
  const folder = await siteUnderBase();
  expect(await filesWith(/In Step/, folder), 'the files are read').not.toEqual([]);
  expect(await filesWith(foreign, folder)).toEqual([]);
});

test('nothing but the site is asked, even by who asks for a WebContainer', async ({
  page,
  context,
  hosts,
}) => {
  const address = hosts['without headers, under /repo/'];
  const { origin } = new URL(address);
  const foreignRequests: string[] = [];
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && url.origin !== origin) foreignRequests.push(url.href);
  });
  const sandbox = await open(page, `${address}${CHAPTER}?runtime=webcontainer`);
  await expectEnd(await run(sandbox));
  await sandbox
    .locator('details', { hasText: names('/').where })
    .locator('summary')
    .click();
  await expect(sandbox.getByRole('button', { name: names('/').use.webcontainer })).toHaveCount(0);
  await sandbox.getByRole('button', { name: 'Share', exact: true }).click();
  await expect(sandbox.getByRole('button', { name: 'Download zip' })).toBeVisible();
  await expect(sandbox.getByRole('button', { name: 'Open in StackBlitz' })).toHaveCount(0);
  const policy = page.locator('meta[http-equiv="Content-Security-Policy"]');
  await expect(policy).not.toHaveAttribute('content', /https?:/);
  expect(foreignRequests).toEqual([]);
});
