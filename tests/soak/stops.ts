/** How long Stop takes at most, of each kind of program that it must end. */
import type { Browser } from '@playwright/test';
import { serveEmbeddedNode } from '../node/harness/server.ts';
import { openTab } from '../node/harness/tab.ts';

export const ROUNDS = 10;

/** The greatest of ten rounds in milliseconds, by the name of the check that stops the program. */
export async function worstStops(browser: Browser): Promise<Record<string, number>> {
  const site = await serveEmbeddedNode();
  const tab = await openTab(browser, site.url);
  const names = await tab.evaluate(() => harness.stopNames);
  const worst: Record<string, number> = {};
  for (let round = 0; round < ROUNDS; round++) {
    for (const name of names) {
      const taken = await tab.evaluate((name) => harness.check(name), name);
      worst[name] = Math.max(worst[name] ?? 0, taken!);
    }
  }
  await tab.close();
  await site.close();
  return worst;
}
