/** Runs all sandboxes in one tab, again and again: none may go wrong, nothing may be left behind. */
import type { BrowserContext, Page } from '@playwright/test';
import { button, names, sandboxOn } from '../e2e/notebook.ts';
import { checkSolution, checkStarter } from '../e2e/check-sandbox.ts';
import { listSandboxes, openAll, type PlacedSandbox } from './all-sandboxes.ts';
import { grown, measure, type Held } from './measure.ts';
import { planSoak, WARM_ROUNDS } from './plan.ts';

const SAY_EACH = 25;

export interface Soaked {
  runs: number;
  sandboxes: number;
  /** What each wrong run said. */
  wrong: string[];
  /** After each round. */
  held: Held[];
  /** What grew after the warm-up. */
  grown: (keyof Held)[];
}

/**
 * `context`: a profile of its own, with storage on the disk as a reader has it. `say` hears a line now
 * and then, and of each wrong run at once.
 */
export async function soak(
  context: BrowserContext,
  address: string,
  runs: number,
  say: (line: string) => void,
): Promise<Soaked> {
  const plan = planSoak(await listSandboxes(), runs);
  const page = await openAll(context, address, plan.round);
  const begun = performance.now();
  const wrong: string[] = [];
  const goWrong = (what: string) => {
    wrong.push(what);
    say(`Wrong: ${what}`);
  };
  page.on('pageerror', (error) => goWrong(`the page: ${error.stack ?? error.message}`));
  page.on('crash', () => goWrong('the page crashed'));
  let done = 0;
  const count = () => {
    if (++done % SAY_EACH > 0) return;
    const minutes = ((performance.now() - begun) / 60_000).toFixed(1);
    say(`${done} of ${plan.runs} runs, ${wrong.length} wrong, ${minutes} min`);
  };
  const held: Held[] = [];
  for (let round = 1; round <= plan.rounds; round++) {
    for (const sandbox of plan.round) {
      await runOne(page, sandbox, count).catch((error: Error) =>
        goWrong(`${sandbox.name}, round ${round}: ${error.message}`),
      );
    }
    held.push(await measure(page));
  }
  await page.close();
  return {
    runs: done,
    sandboxes: plan.round.length,
    wrong,
    held,
    grown: grown(held[WARM_ROUNDS - 1]!, held.at(-1)!),
  };
}

/** The code that the reader finds, then the solution, then back. */
async function runOne(page: Page, { name, path, runs }: PlacedSandbox, count: () => void) {
  const words = names(path);
  const sandbox = sandboxOn(page, name);
  await checkStarter(sandbox, name, 'embedded', words).finally(count);
  if (runs === 1) return;
  try {
    await checkSolution(sandbox, name, words).finally(count);
  } finally {
    await button(sandbox, words.reset).click();
  }
}
