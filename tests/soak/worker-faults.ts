/** The service worker dies, and the network goes. */
import { expect, type BrowserContext, type Page } from '@playwright/test';
import { inContext, type Fault } from './fault.ts';
import { Reader } from './reader.ts';

export const workerFaults: Fault[] = [
  {
    name: 'service worker killed between two runs',
    done: 'a host without headers; ServiceWorker.stopAllWorkers after a run; Run, a reload, Run',
    ends: (bench) =>
      inContext(bench, async (context) => {
        const reader = await Reader.open(context, bench.sites['without headers'], 'ko');
        await reader.runHalfWay();
        await reader.goOn();
        await stopWorkers(context, reader.page);
        await reader.runAgainHalfWay();
        await reader.goOn();
        await stopWorkers(context, reader.page);
        await reader.page.reload();
        await reader.keepsEdits();
        await reader.runAgainHalfWay();
        return reader.goOn();
      }),
  },
  {
    name: 'service worker killed in mid-run',
    done: 'a host without headers; ServiceWorker.stopAllWorkers in mid-run; the run goes on; Run',
    ends: (bench) =>
      inContext(bench, async (context) => {
        const reader = await Reader.open(context, bench.sites['without headers']);
        await reader.runHalfWay();
        await stopWorkers(context, reader.page);
        await reader.isStillRunning();
        await reader.goOn();
        await reader.runAgainHalfWay();
        return reader.goOn();
      }),
  },
  {
    name: 'network gone in mid-run',
    done: 'the context is set offline in mid-run; the run goes on; Run, still offline',
    ends: (bench) =>
      inContext(bench, async (context) => {
        const reader = await Reader.open(context, bench.sites['with headers']);
        await reader.runHalfWay();
        await context.setOffline(true);
        await reader.isStillRunning();
        await reader.goOn();
        await reader.runAgainHalfWay();
        return reader.goOn();
      }),
  },
  {
    name: 'network gone before the first run',
    done: 'the context is set offline before Run',
    ends: {
      file: 'runtime.spec.ts',
      test: 'offline before the first Run: said in words, and Retry works once online',
    },
  },
];

/** Resolves when every version of every worker is stopped, and there was one. */
async function stopWorkers(context: BrowserContext, page: Page) {
  const session = await context.newCDPSession(page);
  const status = new Map<string, string>();
  session.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
    for (const { versionId, runningStatus } of versions) status.set(versionId, runningStatus);
  });
  await session.send('ServiceWorker.enable');
  await expect.poll(() => status.size).toBeGreaterThan(0);
  await session.send('ServiceWorker.stopAllWorkers');
  await expect.poll(() => [...new Set(status.values())]).toEqual(['stopped']);
  await session.detach();
}
