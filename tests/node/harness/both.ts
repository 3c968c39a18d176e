/** Runs a script in the pinned Node and in a tab, and says how they differ. */
import type { Page } from '@playwright/test';
import { difference, normalize } from './compare.ts';
import type { RunResult } from './page.ts';
import { runInRealNode } from './real.ts';
import type { Script } from './scripts.ts';
import { runInTab } from './tab.ts';

/** Runs side by side: what two cores can do without upsetting each other's timers. */
export const LANES = 2;

/** What was printed where, free of what cannot be the same. */
export interface Comparison {
  node: RunResult;
  tab: RunResult;
  /** undefined if both are the same. */
  diff: string | undefined;
}

/** Either run is stopped after `deadlineMs`. */
export async function runInBoth(
  script: Script,
  tab: Page,
  lane: number,
  deadlineMs: number,
): Promise<Comparison> {
  const cwd = `/home/user/run-${process.pid}-${lane}`;
  const real = await runInRealNode(script, cwd, deadlineMs);
  const node = normalize(real, real.cwd);
  const result = normalize(await runInTab(tab, script, cwd, deadlineMs), cwd);
  return { node, tab: result, diff: difference(node, result) };
}
