/** Runs scripts in the embedded Node of a real browser's tab. */
import { chromium, type Browser, type Page } from '@playwright/test';
import type { harness as PageHarness, RunResult } from './page.ts';
import type { Script } from './scripts.ts';

declare global {
  /** In the tab (page.ts). */
  var harness: typeof PageHarness;
}

/** Ctrl+C ends it, unless the caller is to end in order: then `handleSIGINT` is false. */
export async function launchBrowser(
  executablePath: string,
  { handleSIGINT = true } = {},
): Promise<Browser> {
  return chromium.launch({
    executablePath,
    handleSIGINT,
    chromiumSandbox: false,
    args: ['--disable-gpu', '--disable-background-networking'],
  });
}

/** A tab in which `harness` (page.ts) is there. */
export async function openTab(browser: Browser, url: string): Promise<Page> {
  return gotoHarness(await browser.newPage(), url);
}

export async function gotoHarness(page: Page, url: string): Promise<Page> {
  page.on('pageerror', (error) => console.error(`in the tab: ${error.stack}`));
  await page.goto(url);
  return page;
}

/** Runs `script` in a fresh folder `cwd`, an absolute path. */
export async function runInTab(
  tab: Page,
  script: Script,
  cwd: string,
  deadlineMs: number,
): Promise<RunResult> {
  const { tree, args, stdin, isTraced = false } = script;
  const env = { HOME: cwd, ...script.env };
  const snapshots = script.snapshots.map(({ file, ...rest }) => ({ ...rest, url: `/${file}` }));
  const run = { tree, snapshots, cwd, args, env, stdin, isTraced, deadlineMs };
  return tab.evaluate((run) => harness.run(run), run);
}
