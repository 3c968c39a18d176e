/** Runs the checks of robustness.ts. */
import type { Browser, Page } from '@playwright/test';
import { durableChecks, runDurableCheck } from './durable-checks.ts';
import { openTab } from './tab.ts';

const DEADLINE_MS = 60_000;
const RUNS = 20;
/** Of a container in which nothing runs: the file server, the warm thread, four pool workers. */
const WORKERS_AT_REST = 6;

interface Check {
  name: string;
  run(tab: Page): Promise<void>;
}

async function listChecks(
  tab: Page,
  browser: Browser,
  url: string,
  only: string,
): Promise<Check[]> {
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
    ...durableChecks.map((check) => ({
      name: check.name,
      run: () => runDurableCheck(browser, url, check),
    })),
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

/** A frame whose thread stands still, here in a debugger, is noticed by its missing heartbeat. */
async function noticesHangingFrame(tab: Page): Promise<void> {
  const loss = tab.evaluate(() => harness.loss());
  const frame = tab.frames()[1] ?? (await tab.waitForEvent('frameattached'));
  // Its machine has started when there are workers.
  while (tab.workers().length < WORKERS_AT_REST) await tab.waitForEvent('worker');
  const session = await tab.context().newCDPSession(frame);
  await session.send('Debugger.enable');
  await session.send('Debugger.pause');
  const reason = await loss;
  if (!reason.includes('stopped answering')) throw new Error(`lost because ${reason}`);
}

/** Runs checks one after the other, but for one that only waits: it gets a tab of its own. */
export async function runChecks(
  browser: Browser,
  url: string,
  only: string,
): Promise<{ passed: number; failed: number }> {
  const result = { passed: 0, failed: 0 };
  let tab = await openTab(browser, url);
  const hanging = { name: 'container/a frame that hangs is lost', run: noticesHangingFrame };
  const waits = hanging.name.includes(only) && runCheck(hanging, await openTab(browser, url));
  for (const check of await listChecks(tab, browser, url, only)) {
    if (await runCheck(check, tab)) {
      result.passed++;
    } else {
      result.failed++;
      await tab.close();
      tab = await openTab(browser, url);
    }
  }
  if (waits) result[(await waits) ? 'passed' : 'failed']++;
  await tab.close();
  return result;
}

/** True if the check holds; prints what is wrong if not. */
async function runCheck({ name, run }: Check, tab: Page): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(reject, DEADLINE_MS, new Error('it did not come to its end'));
  });
  try {
    await Promise.race([run(tab), deadline]);
    return true;
  } catch (error) {
    console.log(`✗ ${name}\n    ${(error as Error).message.split('\n')[0]}`);
    return false;
  } finally {
    clearTimeout(timer);
  }
}
