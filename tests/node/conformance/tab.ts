/** A page that runs tests of the suite; it is replaced when a test has harmed it. */
import type { Browser, Page } from '@playwright/test';
import { within } from '../harness/within.ts';
import { judge, type Outcome } from './outcome.ts';
import type { conformance as PageConformance } from './page.ts';
import type { SuiteTest } from './suite.ts';

declare global {
  /** In the tab (page.ts). */
  var conformance: typeof PageConformance;
}

/** The parent of the suite's `test`, as a checkout of Node is. */
const ROOT = '/home/user/node';
/** Where the site serves a part of the suite (archive.ts). */
export const partUrl = (part: string): string => `/suite/${part}.bin`;
/** What a page may need beyond a test's own deadline before it counts as dead. */
const GRACE_MS = 20_000;
const BOOT_DEADLINE_MS = 120_000;

export class ConformanceTab {
  readonly #browser: Browser;
  readonly #url: string;
  readonly #number: number;
  #page: Page | undefined;
  readonly #mounted = new Set<string>();

  constructor(browser: Browser, url: string, number: number) {
    this.#browser = browser;
    this.#url = url;
    this.#number = number;
  }

  /**
   * Runs a test in a process and a folder of its own. A page that does not even get ready for it
   * counts as dead, and the next test has another. Rejects if the whole browser is gone.
   */
  async run({ name, source, parts, flags, env }: SuiteTest, deadlineMs: number): Promise<Outcome> {
    const folder = `/home/user/tmp-${this.#number}`;
    const test = {
      path: `${ROOT}/test/${name}`,
      source,
      flags,
      env: { HOME: folder, NODE_TEST_DIR: folder, ...env },
      cwd: ROOT,
      folder,
      deadlineMs,
    };
    try {
      const page = this.#page ?? (await this.#open());
      await this.#mount(page, parts);
      const run = page.evaluate((test) => conformance.run(test), test);
      const result = await within(run, deadlineMs + GRACE_MS, 'the page stopped answering');
      if (!result.clean) await this.close();
      return judge(result);
    } catch (error) {
      if (!this.#browser.isConnected()) throw error; // nothing can be found out any more
      await this.close();
      const reason = (error as Error).message.split('\n')[0]!;
      return { status: 'died', ms: deadlineMs, error: `the page died: ${reason}` };
    }
  }

  async close(): Promise<void> {
    const page = this.#page;
    this.#page = undefined;
    this.#mounted.clear();
    await page?.context().close();
  }

  async #open(): Promise<Page> {
    const page = (this.#page = await this.#browser.newPage());
    // A page whose renderer is gone answers nothing any more: closing it rejects what is awaited.
    page.on('crash', () => void page.close());
    const boot = page.goto(this.#url).then(() => page.evaluate(() => conformance.boot()));
    await within(boot, BOOT_DEADLINE_MS, 'the page did not boot');
    return page;
  }

  async #mount(page: Page, parts: string[]): Promise<void> {
    for (const part of parts) {
      if (this.#mounted.has(part)) continue;
      this.#mounted.add(part);
      const mount = page.evaluate(
        ([url, mountPoint]) => conformance.mount(url!, mountPoint!),
        [partUrl(part), `${ROOT}/test`],
      );
      await within(mount, BOOT_DEADLINE_MS, `the suite's ${part} could not be mounted`);
    }
  }
}
