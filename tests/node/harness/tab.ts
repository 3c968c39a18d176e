/** Runs scripts in the embedded Node of a real browser's tab. */
import { chromium, type Browser, type Page } from '@playwright/test';
import type { RunResult, TabRun } from './page.ts';
import type { Script } from './scripts.ts';

export async function launchBrowser(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    chromiumSandbox: false,
    args: ['--disable-gpu', '--disable-background-networking'],
  });
}

/** A tab with a container of its own. */
export class Tab {
  readonly page: Page;

  private constructor(page: Page) {
    this.page = page;
  }

  static async open(browser: Browser, url: string): Promise<Tab> {
    const page = await browser.newPage();
    page.on('pageerror', (error) => console.error(`in the tab: ${error.stack}`));
    await page.goto(url);
    return new Tab(page);
  }

  /** Runs `script` in a fresh folder `cwd`, an absolute path. */
  async run(script: Script, cwd: string, deadlineMs: number): Promise<RunResult> {
    const { tree, args, stdin } = script;
    const run: TabRun = {
      tree,
      cwd,
      args,
      env: { HOME: cwd, ...script.env },
      stdin,
      deadlineMs,
    };
    return this.page.evaluate(
      (run) => (globalThis as unknown as { run(run: TabRun): Promise<RunResult> }).run(run),
      run,
    );
  }
}
