/** Where a run of the first chapter’s second sandbox went, and what the page says of it. */
import { expect, type Locator, type Page } from '@playwright/test';
import { names, outcome, sandboxOn } from './notebook.ts';

export const chapter = '/synchronous-io/';

export async function runOn(page: Page, path: string): Promise<Locator> {
  await page.goto(path);
  return runAgain(page, path);
}

export async function runAgain(page: Page, path: string): Promise<Locator> {
  const sandbox = sandboxOn(page, 'in-step');
  await sandbox.getByRole('button', { name: names(path).run, exact: true }).click();
  return sandbox;
}

/** The run ends well, and on this container; a boot may wait for several deadlines before. */
export async function expectEnd(sandbox: Locator, kind: 'embedded' | 'webcontainer') {
  const { runtime, exitCode, said } = await outcome(sandbox);
  expect(runtime).toBe(kind);
  expect(exitCode, said).toBe(0);
}

export async function openBadge(sandbox: Locator, path = chapter) {
  const badge = sandbox.locator('details', { hasText: names(path).where });
  if ((await badge.getAttribute('open')) === null) await badge.locator('summary').click();
  return badge;
}

/** The one sentence on what happens. */
export const state = (sandbox: Locator) => sandbox.getByRole('status').last();
