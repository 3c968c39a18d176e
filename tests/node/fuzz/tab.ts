/** The tab of a lane: a new one now and then, and when a program has harmed it. */
import type { Browser, Page } from '@playwright/test';
import { runInBoth, type Comparison } from '../harness/both.ts';
import type { Script } from '../harness/scripts.ts';
import { openTab } from '../harness/tab.ts';
import { within } from '../harness/within.ts';

const DEADLINE_MS = 30_000;
/** What a tab may need beyond both deadlines before it counts as dead. */
const GRACE_MS = 60_000;
/** So that what a tab gathers stays bounded. */
const RUNS_PER_TAB = 200;

export class FuzzTab {
  readonly #browser: Browser;
  readonly #url: string;
  readonly #lane: number;
  #page: Page | undefined;
  #runs = 0;

  constructor(browser: Browser, url: string, lane: number) {
    this.#browser = browser;
    this.#url = url;
    this.#lane = lane;
  }

  /** Runs `script` in Node and in the tab; a tab that dies of it differs from Node by that. */
  async compare(script: Script): Promise<Comparison> {
    if (this.#runs === RUNS_PER_TAB) await this.close();
    this.#runs++;
    this.#page ??= await openTab(this.#browser, this.#url);
    const both = runInBoth(script, this.#page, this.#lane, DEADLINE_MS);
    try {
      return await within(both, 2 * DEADLINE_MS + GRACE_MS, 'it stopped answering');
    } catch (error) {
      await this.close();
      const diff = `+ the tab died: ${(error as Error).message.split('\n')[0]}`;
      return { node: { output: '', code: 0 }, tab: { output: diff, code: null }, diff };
    }
  }

  async close(): Promise<void> {
    await this.#page?.context().close();
    this.#page = undefined;
    this.#runs = 0;
  }
}
