/** After one visit the site is there without a network, in the version that a page was opened with. */
import { readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { dist } from '../../src/commands/serve.ts';
import { BASE, siteUnderBase } from '../fixtures/site-under-base.ts';
import { expectNoViolations } from './axe.ts';
import {
  EMBEDDED,
  expect,
  expectEnd,
  isIsolated,
  open,
  run,
  test,
  withCopy,
  withHost,
} from './hosts.ts';
import { sandboxOn, write } from './notebook.ts';

test.use({ savesData: false });

const status = (page: Page) => page.locator('site-offline [role="status"] > :visible');
const WORKS = 'This site works without a network.';

const hosts = {
  'with headers': { folder: async () => dist, options: {} },
  'without headers, under /repo/': {
    folder: siteUnderBase,
    options: { isolates: false, base: BASE },
  },
};

for (const [name, { folder, options }] of Object.entries(hosts)) {
  test(`${name}: after one visit the site is read, searched and run offline`, async ({ page }) =>
    withHost(await folder(), options, async (address, end) => {
      const asked: string[] = [];
      page.context().on('request', (request) => asked.push(request.url()));
      await page.goto(address);
      await expect(status(page)).toHaveText(WORKS);
      expect(asked.filter((url) => url.includes('_packages/'))).toEqual([]);
      end();

      await page.goto(`${address}ko/asynchronous-io/`);
      await expect(page.locator('h1')).toHaveText('비동기 I/O');
      await page.getByRole('button', { name: '검색', exact: true }).click();
      await page.getByRole('dialog').getByRole('textbox').fill('호출자');
      await expect(page.locator('.pagefind-ui__result').first()).toContainText('호출자');

      const sandbox = await open(page, address + EMBEDDED);
      expect(await isIsolated(page)).toBe(name === 'with headers');
      await expectEnd(await run(sandbox));
      const missing = await page.goto(`${address}no-such-page/`);
      expect(missing?.status()).toBe(404);
      await expect(page.locator('h1')).toHaveText('There is no page here');
    }));
}

test('kept whole, PostgreSQL runs offline too; and it can be given back', async ({ page }) =>
  withHost(await siteUnderBase(), { isolates: false, base: BASE }, async (address, end) => {
    await page.goto(address);
    await expect(status(page)).toHaveText(WORKS);
    await expectNoViolations(page, { within: 'site-offline' });
    await page.getByRole('button', { name: /^Keep all of it for offline: \d+ MB$/ }).click();
    await expect(status(page)).toHaveText('All of this site is kept for offline.');
    await expectNoViolations(page, { within: 'site-offline' });
    end();
    await page.goto(`${address}async-commit/?runtime=embedded`);
    await expect(status(page)).toHaveText('All of this site is kept for offline.');
    await expectEnd(await run(sandboxOn(page, 'where-is-my-commit')));
    const kept = () => page.evaluate(snapshotsKept);
    expect(await kept()).not.toEqual([]);
    await page.getByRole('button', { name: 'Keep less' }).click();
    await expect(status(page)).toHaveText(WORKS);
    expect(await kept()).toEqual([]);
  }));

test.describe('where data is saved', () => {
  test.use({ savesData: true });
  test('nothing is fetched ahead, and wishes are heard', async ({ page }) =>
    withHost(dist, {}, async (address, end) => {
      const asked: string[] = [];
      page.context().on('request', (request) => asked.push(new URL(request.url()).pathname));
      await page.goto(address);
      const keep = page.getByRole('button', { name: /^Keep all of it/ });
      await expect(keep).toBeVisible();
      const isKept = () => page.evaluate(async () => Boolean(await caches.match(location.href)));
      await expect.poll(isKept).toBe(true);
      expect(asked.filter((path) => /^\/(_node|_packages|ko)\//.test(path))).toEqual([]);
      end();
      await page.reload();
      await expect(page.locator('h1'), 'what was read stays').toBeVisible();
      await keep.click();
      await expect(status(page)).toContainText('The connection broke off.');
    }));
});

test('a new deploy comes with the next page, and an open one goes on as it was', async ({
  context,
  page,
}) =>
  withCopy(dist, { isolates: false }, async (address, copy) => {
    const first = await versionOf(copy);
    const sandbox = await open(page, address + EMBEDDED);
    await expect(status(page)).toHaveText(WORKS);
    await write(page, sandbox, "console.log('by hand');");

    const second = await redeploy(copy);
    const other = await context.newPage();
    await other.goto(`${address}asynchronous-io/`);
    await expect(versionMeta(other)).toHaveAttribute('content', first);
    await other.evaluate(updateWorker);
    await other.reload();
    await expect(versionMeta(other)).toHaveAttribute('content', second);
    await expect(status(other)).toHaveText(WORKS);

    // What running takes was not loaded before, and the server has it no more.
    await expect(versionMeta(page)).toHaveAttribute('content', first);
    await expectEnd(await run(sandbox));
    await expect(sandbox.getByRole('log')).toContainText('by hand');

    await page.reload();
    await expect(versionMeta(page)).toHaveAttribute('content', second);
    await expect(sandbox.locator('.cm-content')).toHaveText("console.log('by hand');");
    await expect
      .poll(() => page.evaluate(() => caches.keys()), 'the first is gone')
      .toEqual(expect.not.arrayContaining([expect.stringContaining(first)]));
    await expectEnd(await run(sandbox));
  }));

const versionMeta = (page: Page) => page.locator('meta[name="in-step:version"]');

/** What a browser does by itself, at a time of its own. Resolves when the new worker has taken over. */
async function updateWorker(): Promise<void> {
  const registration = await navigator.serviceWorker.ready;
  const changed = new Promise((resolve) => {
    navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true });
  });
  await registration.update();
  await changed;
}

/** Addresses of the packages that the worker keeps. */
async function snapshotsKept(): Promise<string[]> {
  const found: string[] = [];
  for (const name of await caches.keys()) {
    for (const { url } of await (await caches.open(name)).keys()) {
      if (url.endsWith('.snapshot')) found.push(url);
    }
  }
  return found;
}

async function versionOf(folder: string): Promise<string> {
  const home = await readFile(join(folder, 'index.html'), 'utf8');
  return /in-step:version" content="(\w+)"/.exec(home)![1]!;
}

/** Puts another version into `folder`, in which the script that runs the embedded Node has changed. */
async function redeploy(folder: string): Promise<string> {
  const version = await versionOf(folder);
  const next = [...version].reverse().join('');
  const scripts = await readdir(join(folder, '_astro'));
  const script = scripts.find((name) => /^embedded\..*\.js$/.test(name))!;
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const { parentPath, name } of entries) {
    if (!/\.(html|js)$/.test(name)) continue;
    const path = join(parentPath, name);
    const text = await readFile(path, 'utf8');
    await writeFile(
      path,
      text.replaceAll(version, next).replaceAll(script, 'embedded.another0.js'),
    );
  }
  await rename(join(folder, '_astro', script), join(folder, '_astro/embedded.another0.js'));
  return next;
}
