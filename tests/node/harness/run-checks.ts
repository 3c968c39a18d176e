/** Runs the checks of robustness.ts. */
import type { Browser, Page } from '@playwright/test';
import { openTab } from './tab.ts';

const DEADLINE_MS = 60_000;
const RUNS = 20;
/** Of a container in which nothing runs: the file server, the warm thread, four pool workers. */
const WORKERS_AT_REST = 6;

interface Check {
  name: string;
  run(tab: Page): Promise<void>;
}

async function listChecks(tab: Page, only: string): Promise<Check[]> {
  const names = await tab.evaluate(() => harness.checkNames);
  const checks: Check[] = [
    ...names.map((name) => ({
      name: `container/${name}`,
      run: (tab: Page) => tab.evaluate((name) => harness.check(name), name),
    })),
    {
      name: 'container/a boot that is aborted leaves nothing',
      run: (tab) => tab.evaluate(() => harness.abortBoot()),
    },
    { name: `container/${RUNS} runs and ${RUNS} stops leave no worker`, run: leavesNoWorker },
  ];
  return checks.filter(({ name }) => name.includes(only));
}

async function leavesNoWorker(tab: Page): Promise<void> {
  await tab.reload();
  await tab.evaluate((count) => harness.manyRuns(count), RUNS);
  // Workers end in their own time, so the harness's deadline is what fails this.
  while (!tab.isClosed() && tab.workers().length !== WORKERS_AT_REST) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Prints a line for each check that fails; the next ones get a new tab then. */
export async function runChecks(
  browser: Browser,
  url: string,
  only: string,
): Promise<{ passed: number; failed: number }> {
  let passed = 0;
  let failed = 0;
  let tab = await openTab(browser, url);
  for (const { name, run } of await listChecks(tab, only)) {
    const deadline = new Promise<never>((_, reject) => {
      setTimeout(reject, DEADLINE_MS, new Error('it did not come to its end')).unref();
    });
    try {
      await Promise.race([run(tab), deadline]);
      passed++;
    } catch (error) {
      failed++;
      console.log(`✗ ${name}\n    ${(error as Error).message.split('\n')[0]}`);
      await tab.close();
      tab = await openTab(browser, url);
    }
  }
  await tab.close();
  return { passed, failed };
}
