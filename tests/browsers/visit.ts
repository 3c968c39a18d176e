/** Visits to the built site in Firefox, each on a host and in a profile of its own. */
import type { AddressInfo } from 'node:net';
import { launch, type Browser, type Page } from 'puppeteer-core';
import { dist, serve, type HostOptions } from '../../src/commands/serve.ts';

/** Milliseconds. */
export const PATIENCE = 120_000;

export function launchFirefox(): Promise<Browser> {
  return launch({ browser: 'firefox', executablePath: process.env.FIREFOX_PATH! });
}

/** Opens `path`, and leaves nothing behind once `use` is done. */
export async function visit(
  browser: Promise<Browser>,
  path: string,
  use: (page: Page) => Promise<void>,
  { root = dist, ...options }: HostOptions & { root?: string | undefined } = {},
): Promise<void> {
  const server = await serve(root, 0, options);
  const context = await (await browser).createBrowserContext();
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  try {
    await page.goto(`http://localhost:${(server.address() as AddressInfo).port}${path}`);
    await use(page);
  } finally {
    await context.close();
    server.close();
    server.closeAllConnections();
  }
}
