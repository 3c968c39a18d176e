/** The built site on three kinds of hosts, in a current browser and in an older one. */
import { constants, cp, mkdtemp, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page } from '@playwright/test';
import { dist, serve, type HostOptions } from '../../src/commands/serve.ts';
import { BASE, siteUnderBase } from '../fixtures/site-under-base.ts';
import { expect, test as base } from '../fixtures/test.ts';
import { button, names, outcome, sandboxOn } from './notebook.ts';

export const CHAPTER = 'synchronous-io/';
export const EMBEDDED = `${CHAPTER}?runtime=embedded`;

/** Addresses of front pages. */
interface Hosts {
  'with headers': string;
  'without headers': string;
  /** Built with the embedded Node alone. */
  'without headers, under /repo/': string;
}

/** A host of its own with a copy of the site in `folder`, to be altered. */
export async function withCopy(
  folder: string,
  options: HostOptions,
  use: (address: string, copy: string, end: () => void) => Promise<void>,
): Promise<void> {
  const copy = await mkdtemp(join(tmpdir(), 'deploy-'));
  try {
    await cp(folder, copy, { recursive: true, mode: constants.COPYFILE_FICLONE });
    await withHost(copy, options, (address, end) => use(address, copy, end));
  } finally {
    await rm(copy, { recursive: true });
  }
}

/** Serves `folder` for as long as `use` takes, or until it calls `end`; the address of its front page. */
export async function withHost(
  folder: string,
  options: HostOptions,
  use: (address: string, end: () => void) => Promise<void>,
): Promise<void> {
  const server = await serve(folder, 0, options);
  const end = () => {
    server.close();
    server.closeAllConnections();
  };
  try {
    await use(addressOf(server, options), end);
  } finally {
    end();
  }
}

function addressOf(server: Server, { base = '/' }: HostOptions): string {
  return `http://localhost:${(server.address() as AddressInfo).port}${base}`;
}

interface Reader {
  /** With it, a visit fetches nothing ahead for offline: most tests are not about that. */
  savesData: boolean;
}

const saveData = () =>
  Object.defineProperty(navigator, 'connection', { value: { saveData: true } });

export const test = base.extend<Reader, { hosts: Hosts }>({
  serviceWorkers: 'allow',
  savesData: [true, { option: true }],
  context: async ({ context, savesData }, use) => {
    if (savesData) await context.addInitScript(saveData);
    await use(context);
  },
  hosts: [
    async ({}, use) => {
      const underBase = await siteUnderBase();
      await withHost(dist, {}, (isolating) =>
        withHost(dist, { isolates: false }, (bare) =>
          withHost(underBase, { isolates: false, base: BASE }, (repo) =>
            use({
              'with headers': isolating,
              'without headers': bare,
              'without headers, under /repo/': repo,
            }),
          ),
        ),
      );
    },
    { scope: 'worker' },
  ],
});

export const bareHosts = ['without headers', 'without headers, under /repo/'] as const;
export const allHosts = ['with headers', ...bareHosts] as const;

/** A Chromium that knows as little of isolated frames as Firefox and Safari do. */
export const older = test.extend<object, { olderBrowser: Browser }>({
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
    await context.addInitScript(saveData);
    await use(context);
    await context.close();
  },
});

export async function open(page: Page, address: string): Promise<Locator> {
  await page.goto(address);
  return sandboxOn(page, 'in-step');
}

export async function run(sandbox: Locator, path = '/'): Promise<Locator> {
  await button(sandbox, names(path).run).click();
  return sandbox;
}

export async function expectEnd(sandbox: Locator, kind = 'embedded') {
  const { runtime, exitCode, said } = await outcome(sandbox);
  expect(runtime).toBe(kind);
  expect(exitCode, said).toBe(0);
}

/** Counts how often the page is loaded from now on. */
export function countLoads(page: Page) {
  const count = { loads: 0 };
  page.on('domcontentloaded', () => count.loads++);
  return count;
}

/** As with the Shift key: past the cache and past every service worker. */
export async function shiftReload(page: Page) {
  const session = await page.context().newCDPSession(page);
  const loaded = page.waitForEvent('load');
  await session.send('Page.reload', { ignoreCache: true });
  await loaded;
  await session.detach();
}

export const isIsolated = (page: Page) => page.evaluate(() => crossOriginIsolated);

export { expect };
