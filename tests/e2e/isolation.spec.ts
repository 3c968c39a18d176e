/** Shared memory on any host: with headers, without, and below a path without. */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Locator, Page } from '@playwright/test';
import { dist, serve, type HostOptions } from '../../src/commands/serve.ts';
import { WORKER_FILE } from '../../src/runtime/isolation/addresses.ts';
import { BASE, siteUnderBase } from '../fixtures/site-under-base.ts';
import { expect, test } from '../fixtures/test.ts';
import { names, outcome, sandboxOn } from './notebook.ts';

const CHAPTER = 'synchronous-io/';
const EMBEDDED = `${CHAPTER}?runtime=embedded`;

const servers: Server[] = [];
let underBase: string;

test.beforeAll(async () => {
  test.setTimeout(600_000);
  underBase = await siteUnderBase();
});

test.afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

/** Serves `folder`; the address of its front page. */
async function host(folder: string, options: HostOptions): Promise<string> {
  const server = await serve(folder, 0, options);
  servers.push(server);
  return `http://localhost:${(server.address() as AddressInfo).port}${options.base ?? '/'}`;
}

const hosts = {
  'with headers': () => host(dist, {}),
  'without headers': () => host(dist, { isolates: false }),
  'without headers, under /repo/': () => host(underBase, { isolates: false, base: BASE }),
};
const bareHosts = Object.entries(hosts).filter(([name]) => name !== 'with headers');

/** A Chromium that knows as little of isolated frames as Firefox and Safari do. */
const older = test.extend<object, { olderBrowser: Browser }>({
  olderBrowser: [
    async ({ playwright, browserName, launchOptions }, use) => {
      const args = [
        '--disable-features=DocumentIsolationPolicy',
        '--host-resolver-rules=MAP in-step.test 127.0.0.1',
      ];
      const browser = await playwright[browserName].launch({ ...launchOptions, args });
      await use(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],
  context: async ({ olderBrowser }, use) => {
    const context = await olderBrowser.newContext();
    await use(context);
    await context.close();
  },
});

const button = (sandbox: Locator, name: string) =>
  sandbox.getByRole('button', { name, exact: true });

async function open(page: Page, address: string): Promise<Locator> {
  await page.goto(address);
  return sandboxOn(page, 'in-step');
}

async function run(sandbox: Locator, path = '/'): Promise<Locator> {
  await button(sandbox, names(path).run).click();
  return sandbox;
}

async function expectEnd(sandbox: Locator, kind = 'embedded') {
  const { runtime, exitCode, said } = await outcome(sandbox);
  expect(runtime).toBe(kind);
  expect(exitCode, said).toBe(0);
}

/** Counts how often the page is loaded from now on. */
function countLoads(page: Page) {
  const count = { loads: 0 };
  page.on('domcontentloaded', () => count.loads++);
  return count;
}

/** Puts code in the place of the shown file's. */
async function write(page: Page, sandbox: Locator, code: string) {
  const editor = sandbox.locator('.cm-content');
  if (!(await editor.isVisible())) await button(sandbox, 'Edit').click();
  await editor.focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(code);
}

/** As with the Shift key: past the cache and past every service worker. */
async function shiftReload(page: Page) {
  const session = await page.context().newCDPSession(page);
  const loaded = page.waitForEvent('load');
  await session.send('Page.reload', { ignoreCache: true });
  await loaded;
  await session.detach();
}

const isIsolated = (page: Page) => page.evaluate(() => crossOriginIsolated);
const workers = (page: Page) =>
  page.evaluate(async () =>
    (await navigator.serviceWorker.getRegistrations()).map(({ scope }) => new URL(scope).pathname),
  );
const top = (sandbox: Locator) => sandbox.evaluate((host) => host.getBoundingClientRect().top);

for (const [name, address] of Object.entries(hosts)) {
  test(`${name}: the embedded Node runs, and the page is not reloaded`, async ({ page }) => {
    const sandbox = await open(page, (await address()) + EMBEDDED);
    const count = countLoads(page);
    expect(await workers(page), 'nothing is installed before the first Run').toEqual([]);
    const before = await isIsolated(page);
    expect(before).toBe(name === 'with headers');
    await expectEnd(await run(sandbox));
    await expectEnd(await run(sandbox));
    expect(count.loads).toBe(0);
    expect(await isIsolated(page), 'the page stays as it was').toBe(before);
  });
}

for (const [name, address] of bareHosts) {
  test(`${name}: after Shift and reload the next Run works`, async ({ page }) => {
    const sandbox = await open(page, (await address()) + EMBEDDED);
    await expectEnd(await run(sandbox));
    await shiftReload(page);
    await expectEnd(await run(sandbox));
  });

  test(`${name}: WebContainer takes one reload, and then runs by itself`, async ({
    page,
    webContainerHost,
  }) => {
    await webContainerHost('healthy');
    const sandbox = await open(page, `${await address()}${CHAPTER}?runtime=webcontainer`);
    const count = countLoads(page);
    await expectEnd(await run(sandbox), 'webcontainer');
    expect(count.loads).toBe(1);
    expect(await isIsolated(page)).toBe(true);
  });

  older(`${name}, in an older browser: one reload loses nothing`, async ({ page }) => {
    const sandbox = await open(page, `${await address()}${EMBEDDED}#the-subject`);
    await sandbox.getByRole('tab', { name: 'phone.js' }).click();
    await write(page, sandbox, 'export const edited = 1;');
    await sandbox.getByRole('tab', { name: 'index.js' }).click();
    await write(page, sandbox, "import './phone.js'; console.log('by hand');");
    await button(sandbox, 'Run').scrollIntoViewIfNeeded();
    await page.mouse.wheel(0, 37);
    const url = page.url();
    const place = await top(sandbox);

    const count = countLoads(page);
    await expectEnd(await run(sandbox));
    expect(await sandbox.getByRole('log').innerText()).toContain('by hand');
    expect(count.loads).toBe(1);
    expect(await isIsolated(page)).toBe(true);
    expect(page.url()).toBe(url);
    expect(Math.abs((await top(sandbox)) - place)).toBeLessThan(40);
    await sandbox.getByRole('tab', { name: 'phone.js' }).click();
    await expect(sandbox.locator('.cm-content')).toHaveText('export const edited = 1;');

    await page.reload();
    await expect(sandbox).toHaveAttribute('data-state', 'idle');
    await expect(sandbox.locator('.cm-content')).toBeVisible();
    await expect(sandbox, 'the run was asked for once').toHaveAttribute('data-state', 'idle');
  });

  older(`${name}, in an older browser: Shift and reload, then Run`, async ({ page }) => {
    const sandbox = await open(page, (await address()) + EMBEDDED);
    await expectEnd(await run(sandbox));
    await shiftReload(page);
    expect(await isIsolated(page)).toBe(false);
    const count = countLoads(page);
    await expectEnd(await run(sandbox));
    expect(count.loads).toBe(1);
  });
}

test('a dead WebContainer host costs no reload', async ({ page, webContainerHost }) => {
  await webContainerHost('refused');
  const sandbox = await open(page, `${await hosts['without headers']()}${CHAPTER}`);
  const count = countLoads(page);
  await expectEnd(await run(sandbox));
  expect(count.loads).toBe(0);
});

test('what runs in the isolated frame cannot lead a frame to another address', async ({ page }) => {
  const address = await hosts['without headers']();
  const sandbox = await open(page, address + EMBEDDED);
  await expectEnd(await run(sandbox));
  const isolated = page.frames().find((frame) => frame.url() === `${address}_isolated/`)!;
  expect(await isolated.evaluate(() => crossOriginIsolated)).toBe(true);
  const blocked = await isolated.evaluate(
    (elsewhere) =>
      new Promise<string>((resolve) => {
        addEventListener('securitypolicyviolation', ({ blockedURI }) => resolve(blockedURI));
        const frame = document.createElement('iframe');
        frame.setAttribute('sandbox', 'allow-scripts');
        frame.srcdoc = `<script>location = ${JSON.stringify(elsewhere)}</script>`;
        document.body.append(frame);
      }),
    `${address}?secret`,
  );
  expect(blocked).toMatch(/^http:\/\/localhost/);
});

older('two tabs keep their own edits, and each runs its own', async ({ context }) => {
  const address = (await hosts['without headers']()) + EMBEDDED;
  const tabs: [Page, Locator, string][] = [];
  for (const text of ['first tab', 'second tab']) {
    const page = await context.newPage();
    const sandbox = await open(page, address);
    await write(page, sandbox, `console.log('${text}');`);
    tabs.push([page, sandbox, text]);
  }
  for (const [page, sandbox, text] of tabs) {
    await page.bringToFront();
    const count = countLoads(page);
    await expectEnd(await run(sandbox));
    expect(await sandbox.getByRole('log').innerText()).toContain(text);
    expect(count.loads).toBe(1);
  }
});

for (const path of ['', 'ko/']) {
  const refusals: Record<string, () => void> = {
    'there are no service workers': () => {
      delete (Navigator.prototype as { serviceWorker?: unknown }).serviceWorker;
    },
    'service workers are refused': () => {
      ServiceWorkerContainer.prototype.register = () =>
        Promise.reject(new DOMException('The operation is insecure.', 'SecurityError'));
    },
  };
  for (const [what, refuse] of Object.entries(refusals)) {
    test(`/${path} where ${what}, the page says so and is not reloaded`, async ({ page }) => {
      await page.addInitScript(refuse);
      const sandbox = await open(page, (await hosts['without headers']()) + path + EMBEDDED);
      const count = countLoads(page);
      await run(sandbox, `/${path}`);
      await expect(sandbox).toHaveAttribute('data-state', 'failed');
      await expect(sandbox.getByRole('status').last()).toContainText(
        path ? /서비스 워커/ : /keeps the page from adding them with a service worker/,
      );
      expect(count.loads).toBe(0);
    });
  }

  older(`/${path} at an address that is not secure, the page says so`, async ({ page }) => {
    const address = await hosts['without headers']();
    const insecure = address.replace('localhost', 'in-step.test');
    const sandbox = await open(page, insecure + path + EMBEDDED);
    await run(sandbox, `/${path}`);
    await expect(sandbox).toHaveAttribute('data-state', 'failed');
    await expect(sandbox.getByRole('status').last()).toContainText('https://');
  });
}

test.describe('a deploy', () => {
  let folder: string;

  test.beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'deploy-'));
    await cp(dist, folder, { recursive: true });
  });

  test.afterEach(() => rm(folder, { recursive: true }));

  const deployWorker = async (change: (script: string) => string) => {
    const file = join(folder, WORKER_FILE);
    await writeFile(file, change(await readFile(file, 'utf8')));
  };
  const openDeployed = async (page: Page) =>
    open(page, (await host(folder, { isolates: false })) + EMBEDDED);

  test('with a new worker: it takes over, and Run works', async ({ page }) => {
    const sandbox = await openDeployed(page);
    await expectEnd(await run(sandbox));
    await deployWorker((script) => `${script}\n// another version`);
    await page.evaluate(async () => {
      const [registration] = await navigator.serviceWorker.getRegistrations();
      const old = registration!.active;
      await registration!.update();
      while (registration!.active === old) {
        const next = registration!.installing ?? registration!.waiting;
        await new Promise((resolve) => next!.addEventListener('statechange', resolve));
      }
    });
    await expectEnd(await run(sandbox));
    await page.reload();
    await expectEnd(await run(sandbox));
  });

  test('without the worker: the one that is there goes on', async ({ page }) => {
    const sandbox = await openDeployed(page);
    await expectEnd(await run(sandbox));
    await rm(join(folder, WORKER_FILE));
    await page.reload();
    await expectEnd(await run(sandbox));
  });

  older('with a worker that does nothing: one reload, then a clear word', async ({ page }) => {
    await deployWorker(() => '');
    const sandbox = await openDeployed(page);
    const count = countLoads(page);
    await run(sandbox);
    await expect(sandbox).toHaveAttribute('data-state', 'failed');
    await expect(sandbox.getByRole('status').last()).toContainText('does not give it to this page');
    expect(count.loads).toBe(1);
    await run(sandbox);
    await expect(sandbox).toHaveAttribute('data-state', 'failed');
    expect(count.loads).toBe(1);
  });
});

/** A tab that was closed in the middle of its reload has left something behind. */
older('what a broken reload left behind starts nothing elsewhere', async ({ context }) => {
  const address = await hosts['without headers']();
  const page = await strayTab(context, address);
  const sandbox = await open(page, address + EMBEDDED);
  await button(sandbox, 'Run').scrollIntoViewIfNeeded();
  await page.waitForLoadState('networkidle');
  await expect(sandbox).toHaveAttribute('data-state', 'idle');
  await expectEnd(await run(sandbox));
});

async function strayTab(context: BrowserContext, address: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(address);
  await page.evaluate((elsewhere) => {
    sessionStorage.setItem('in-step:tab', 'stray');
    const kept = { 'in-step': { edits: { source: '', files: {} }, file: 'index.js', runs: true } };
    localStorage.setItem('in-step:reload:stray', JSON.stringify({ address: elsewhere, kept }));
  }, `${address}asynchronous-io/`);
  return page;
}
