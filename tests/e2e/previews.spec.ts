/** The page of a program that listens on a port, beside its output, in both containers. */
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import type { FrameLocator, Locator, Page } from '@playwright/test';
import { CHAPTER, SANDBOX, withServer } from '../fixtures/previewed-chapter.ts';
import { cutOff, expect, test } from '../fixtures/test.ts';
import { names, sandboxOn } from './notebook.ts';

/** Opens the chapter with the program in a sandbox's place, and runs it. */
async function runServer(page: Page, kind: string): Promise<Locator> {
  await page.context().route(`**${CHAPTER}*`, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: await withServer(await response.text()) });
  });
  await page.goto(`${CHAPTER}?runtime=${kind}`);
  const sandbox = sandboxOn(page, SANDBOX);
  await sandbox.getByRole('button', { name: names(CHAPTER).run, exact: true }).click();
  await expect(sandbox.getByRole('log')).toContainText('listening');
  return sandbox;
}

const preview = (sandbox: Locator) => sandbox.getByRole('region', { name: 'Preview' });
const stop = (sandbox: Locator) => sandbox.getByRole('button', { name: 'Stop' }).click();
const embeddedPage = (sandbox: Locator): FrameLocator =>
  preview(sandbox).frameLocator('iframe').frameLocator('iframe');

test('embedded: fetch, events, images, styles and scripts reach the server', async ({ page }) => {
  const sandbox = await runServer(page, 'embedded');
  const shown = embeddedPage(sandbox);
  await expect(shown.getByRole('heading')).toHaveText('Home');
  await expect(preview(sandbox)).toContainText('http://localhost:3000/');
  await expect(shown.getByRole('heading')).toHaveCSS('color', 'rgb(1, 2, 3)');
  const width = (image: HTMLImageElement) => image.naturalWidth;
  await expect.poll(() => shown.getByAltText('dot').evaluate(width)).toBe(7);
  for (const said of ['fetched PUT 비동기 yes', 'event 1 a', 'event 2 b']) {
    await expect(shown.getByText(said)).toBeVisible();
  }
  await expect(shown.getByRole('cell'), 'HTML of scripts, in its place').toHaveText('a cell');
  await expect(shown.getByText('an item')).toBeVisible();
  await expect(shown.getByText('a circle of radius 5')).toBeVisible();
  await expect(sandbox.getByRole('log')).toContainText('the stream was cancelled');
  await stop(sandbox);
  await expect(preview(sandbox)).toHaveCount(0);
});

/**
 * What waits inside a frame fails when another takes the frame's place. So this waits outside until
 * `act` has led to another page.
 */
async function navigates(sandbox: Locator, act: () => Promise<void>): Promise<void> {
  const frame = await preview(sandbox).locator('iframe').elementHandle();
  await act();
  await expect.poll(() => frame!.evaluate(({ isConnected }) => isConnected)).toBe(false);
}

test('embedded: links and forms lead from page to page', async ({ page }) => {
  const sandbox = await runServer(page, 'embedded');
  const shown = embeddedPage(sandbox);
  const follow = (link: string) =>
    navigates(sandbox, () => shown.getByRole('link', { name: link }).click());
  const send = (button: string) =>
    navigates(sandbox, () => shown.getByRole('button', { name: button }).click());

  await follow('Next');
  await expect(shown.getByRole('heading')).toHaveText('/next?from=home');
  await expect(preview(sandbox)).toContainText('http://localhost:3000/next?from=home');

  await follow('Home');
  await send('Find');
  await expect(shown.getByRole('heading')).toHaveText('/found?q=a+b');

  await follow('Home');
  await send('Send');
  await expect(shown.getByRole('heading')).toHaveText('/next?word=%EB%8F%99%EA%B8%B0&how=async');

  await navigates(sandbox, () => sandbox.getByRole('button', { name: 'Reload preview' }).click());
  await expect(shown.getByRole('heading')).toHaveText(/^\/next/);
});

/** A profile that is kept: only in such a one Chromium connects before there is a need to. */
const keeping = test.extend({
  context: async ({ playwright, browserName, launchOptions, baseURL }, use) => {
    const options = { ...launchOptions, baseURL };
    const context = await playwright[browserName].launchPersistentContext('', options);
    await cutOff(context);
    await use(context);
    await context.close();
  },
});

/** Counts who connects to an address. */
async function listen() {
  let connections = 0;
  const server = createServer((socket) => {
    connections++;
    socket.on('error', () => {});
  });
  await once(server.listen(0), 'listening');
  const { port } = server.address() as AddressInfo;
  return { url: `http://localhost:${port}`, count: () => connections, end: () => server.close() };
}

keeping(
  'embedded: a preview reaches neither the site nor anything else',
  async ({ page, baseURL }) => {
    const [elsewhere, control] = [await listen(), await listen()];
    const requests: string[] = [];
    const sandbox = await runServer(page, 'embedded');
    const shown = embeddedPage(sandbox);
    // What the policy stops is never finished. Each page is shown in a document of the site.
    page.context().on('requestfinished', (request) => {
      if (!request.url().startsWith(`${baseURL}/_preview/`)) requests.push(request.url());
    });
    await shown.getByLabel('site').fill(`${baseURL}/`);
    await shown.getByLabel('elsewhere').fill(elsewhere.url);
    await navigates(sandbox, () => shown.getByRole('button', { name: 'Attack' }).click());
    await expect(shown.getByRole('listitem')).toHaveCount(23);
    for (const item of await shown.getByRole('listitem').allInnerTexts()) {
      expect(item).toMatch(/: refused$/);
    }
    await shown.getByRole('button', { name: 'Leave' }).click();
    await expect(shown.getByRole('listitem'), 'the browser’s own words on it').toHaveCount(0);
    expect(requests.filter((url) => !/^(about|data|blob):/.test(url))).toEqual([]);

    await page.evaluate((href) => {
      const link = Object.assign(document.createElement('link'), { rel: 'preconnect', href });
      document.head.append(link);
    }, control.url);
    await expect.poll(control.count, 'outside a preview the browser connects').toBe(1);
    expect(elsewhere.count()).toBe(0);
    for (const server of [elsewhere, control]) server.end();
  },
);

for (const kind of ['embedded', 'webcontainer'] as const) {
  test(`${kind}: what goes wrong in the page is told beside it, as text`, async ({
    page,
    webContainerHost,
  }) => {
    await webContainerHost('healthy');
    const sandbox = await runServer(page, kind);
    const outer = preview(sandbox).frameLocator('iframe');
    const shown = kind === 'embedded' ? outer.frameLocator('iframe') : outer;
    await shown.getByRole('link', { name: 'Broken' }).click();
    await shown.getByRole('button', { name: 'Throw' }).click();
    await expect(shown.getByRole('heading')).toHaveText('Broken, and goes on');
    const reports = sandbox.getByRole('region', { name: 'What the page reports' });
    await expect(reports.getByRole('listitem')).toHaveCount(4);
    await expect(reports).toContainText('console.error <b id="escaped">bold</b> {"deep":[1]}');
    await expect(reports).toContainText(/unhandled rejection refused/);
    await expect(reports).toContainText(/uncaught error Unexpected identifier/);
    await expect(reports).toContainText(/uncaught error thrown/);
    await expect(page.locator('#escaped')).toHaveCount(0);
    await stop(sandbox);
    await expect(reports).toHaveCount(0);
  });
}

test('WebContainer: the page is shown at the host’s address, without the site’s origin', async ({
  page,
  webContainerHost,
}) => {
  await webContainerHost('healthy');
  const sandbox = await runServer(page, 'webcontainer');
  const shown = preview(sandbox).frameLocator('iframe');
  await expect(shown.getByRole('heading')).toHaveText('Home');
  await expect(preview(sandbox)).toContainText('webcontainer-api.io');
  await shown.getByRole('link', { name: 'Next' }).click();
  await expect(shown.getByRole('heading')).toHaveText('/next?from=home');
  const origin = await shown.getByRole('heading').evaluate(() => globalThis.origin);
  expect(origin).toMatch(/webcontainer-api\.io$/);
  await stop(sandbox);
  await expect(preview(sandbox)).toHaveCount(0);
});
