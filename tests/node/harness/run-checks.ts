/** Runs the checks of container/ and durable-checks.ts. */
import type { Browser, Page } from '@playwright/test';
import { workerHeaps } from '../../fixtures/worker-heaps.ts';
import { durableChecks, runDurableCheck } from './durable-checks.ts';
import { openTab } from './tab.ts';

const DEADLINE_MS = 60_000;
const RUNS = 200;
/** What page and frame, and their workers, may hold more after them than after a tenth of them. */
const MAX_GROWTH = 2 ** 20;
/** The file server, and what is kept ready after a run: two booted threads, four pool workers. */
const WORKERS_AT_REST = 7;

interface Check {
  name: string;
  /** What it gives is printed. */
  run(tab: Page): Promise<string | undefined | void>;
  deadlineMs?: number;
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
      async run(tab: Page) {
        const taken = await tab.evaluate((name) => harness.check(name), name);
        return taken === undefined ? undefined : `${taken!.toFixed(0)} ms`;
      },
    })),
    {
      name: 'container/a boot that is aborted leaves nothing',
      run: (tab) => tab.evaluate(() => harness.abortBoot()),
    },
    ...durableChecks.map((check) => ({
      name: check.name,
      run: () => runDurableCheck(browser, url, check),
    })),
    {
      name: `container/${RUNS} runs leave no worker, no port and no memory behind`,
      run: leavesNothing,
      deadlineMs: 10 * DEADLINE_MS,
    },
  ];
  return checks.filter(({ name }) => name.includes(only));
}

async function leavesNothing(tab: Page): Promise<string> {
  await tab.reload();
  await tab.evaluate((count) => harness.manyRuns(count), RUNS / 10);
  const early = await memoryAtRest(tab);
  await tab.evaluate((count) => harness.manyRuns(count), RUNS - RUNS / 10);
  const late = await memoryAtRest(tab);
  // The file server and the pool live on; threads are new for each process.
  const living = [...early.workers.keys()].filter((id) => late.workers.has(id));
  if (living.length === 0) throw new Error('no worker has lived on');
  const held = ({ workers }: typeof late) =>
    living.reduce((bytes, id) => bytes + workers.get(id)!, 0);
  const compare = (whose: string, before: number, after: number): string => {
    const says = `${whose} from ${inMegabytes(before)} to ${inMegabytes(after)}`;
    if (after - before > MAX_GROWTH) throw new Error(`memory grew: ${says}`);
    return says;
  };
  const own = compare('page and frame', early.own, late.own);
  return `memory of ${own}, of ${compare(`${living.length} workers`, held(early), held(late))}`;
}

/** Bytes that page and frame hold, and that each of the frame's workers does. */
async function memoryAtRest(tab: Page) {
  // Workers end in their own time, so the harness's deadline is what fails this.
  while (!tab.isClosed() && tab.workers().length !== WORKERS_AT_REST) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  let own = 0;
  let workers = new Map<string, number>();
  for (const realm of [tab, tab.frames()[1]!]) {
    const session = await tab.context().newCDPSession(realm);
    await session.send('HeapProfiler.collectGarbage');
    own += (await session.send('Runtime.getHeapUsage')).usedSize;
    workers = await workerHeaps(session); // the page, which comes first, has none
    await session.detach();
  }
  return { own, workers };
}

function inMegabytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(1)} MB`;
}

/** A frame whose thread stands still, here in a debugger, is noticed by its missing heartbeat. */
async function noticesHangingFrame(tab: Page): Promise<void> {
  await tab.evaluate(() => harness.bootDoomed());
  const session = await tab.context().newCDPSession(tab.frames()[1]!);
  await session.send('Debugger.enable');
  await session.send('Debugger.pause');
  const reason = await tab.evaluate(() => harness.loss());
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
async function runCheck(
  { name, run, deadlineMs = DEADLINE_MS }: Check,
  tab: Page,
): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(reject, deadlineMs, new Error('it did not come to its end'));
  });
  try {
    const note = await Promise.race([run(tab), deadline]);
    if (note) console.log(`${name}: ${note}`);
    return true;
  } catch (error) {
    console.log(`✗ ${name}\n    ${(error as Error).message.split('\n')[0]}`);
    return false;
  } finally {
    clearTimeout(timer);
  }
}
