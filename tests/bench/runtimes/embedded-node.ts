/** The embedded Node, in a browser's tab. */
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from '@playwright/test';
import { PINNED_VERSION } from '../../../src/build/node/pinned-node.ts';
import { serveEmbeddedNode, type Site } from '../../node/harness/server.ts';
import { openTab } from '../../node/harness/tab.ts';
import type { bench as PageBench } from '../page.ts';
import { resultOf, type Program, type Runtime } from '../runtime.ts';

declare global {
  /** In the tab (page.ts). */
  var bench: typeof PageBench;
}

/** What the next run finds ready when a reader takes a breath between two runs. */
const REST_MS = 1000;

export class EmbeddedNode implements Runtime {
  readonly name = `embedded ${PINNED_VERSION}`;
  readonly #browser: Browser;
  readonly #site: Site;
  readonly #tab: Page;

  private constructor(browser: Browser, site: Site, tab: Page) {
    this.#browser = browser;
    this.#site = site;
    this.#tab = tab;
  }

  static async open(browser: Browser): Promise<EmbeddedNode> {
    const site = await serveEmbeddedNode({
      page: fileURLToPath(new URL('../page.ts', import.meta.url)),
    });
    return new EmbeddedNode(browser, site, await openTab(browser, site.url));
  }

  async #rest(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, REST_MS));
  }

  async run(program: Program): Promise<number> {
    const output = await this.#tab.evaluate((program) => bench.run(program), program);
    await this.#rest();
    return resultOf(output);
  }

  /** In a tab of its own, whose cache is empty. */
  async coldStart(program: Program): Promise<number> {
    const context = await this.#browser.newContext();
    const tab = await context.newPage();
    await tab.goto(this.#site.url);
    const ms = await tab.evaluate((program) => bench.firstOutput(program), program);
    await context.close();
    return ms;
  }

  async warmStart(program: Program): Promise<number> {
    await this.#tab.evaluate((program) => bench.run(program), program);
    await this.#rest();
    return this.#tab.evaluate((program) => bench.firstOutput(program), program);
  }

  async hold<T>(program: Program, whileRunning: () => Promise<T>): Promise<T> {
    const output = await this.#tab.evaluate((program) => bench.hold(program), program);
    try {
      resultOf(output);
      return await whileRunning();
    } finally {
      await this.#tab.evaluate(() => bench.release());
      await this.#rest();
    }
  }

  async close(): Promise<void> {
    await this.#tab.close();
    await this.#site.close();
  }
}
