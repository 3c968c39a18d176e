/** The clock jumps, the tab is hidden or frozen, the machine is slow. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Browser, Page } from '@playwright/test';
import { inContext, type Fault } from './fault.ts';
import { Reader } from './reader.ts';

const DAY = 24 * 60 * 60_000;

export const timeFaults: Fault[] = [
  clockJump('forwards', DAY, 'en'),
  clockJump('backwards', -DAY, 'ko'),
  {
    name: 'laptop asleep for an hour',
    done: 'page.clock.fastForward in page and frame (workers keep theirs): all timers are late at once',
    ends: (bench) =>
      inContext(bench, async (context) => {
        await context.clock.install();
        const reader = await Reader.open(context, bench.sites['with headers'], 'ko');
        await reader.runHalfWay();
        await reader.page.clock.fastForward('01:00:00');
        const saw = await reader.reads('It has been running for long', '오래 실행되고 있습니다');
        await reader.isStillRunning();
        await reader.goOn();
        return saw;
      }),
  },
  {
    name: 'tab frozen for long',
    done: 'Page.setWebLifecycleState frozen for half a minute, then active: as Chromium does it (real)',
    ends: (bench) =>
      inContext(bench, async (context) => {
        const reader = await Reader.open(context, bench.sites['with headers']);
        await reader.runHalfWay();
        const session = await context.newCDPSession(reader.page);
        await session.send('Page.setWebLifecycleState', { state: 'frozen' });
        // Longer than the eight pings after which a frame counts as lost.
        await pause(30_000);
        await session.send('Page.setWebLifecycleState', { state: 'active' });
        await reader.isStillRunning();
        return reader.goOn();
      }),
  },
  {
    name: 'tab hidden for a run',
    done: 'visibilityState hidden and no animation frame, by override: a headless Chromium hides no tab; Run while hidden',
    ends: (bench) =>
      inContext(bench, async (context) => {
        const reader = await Reader.open(context, bench.sites['with headers'], 'ko');
        await reader.runHalfWay();
        await setHidden(reader.page, true);
        await reader.isStillRunning();
        await reader.goOn();
        await reader.runAgainHalfWay();
        await setHidden(reader.page, false);
        await reader.isStillRunning();
        return reader.goOn();
      }),
  },
  {
    name: 'slow CPU',
    done: 'all processes of the tab stand still for 50 of each 60 ms, workers included, from Run to the end: 6 times slower (real)',
    ends: (bench) =>
      inContext(bench, async (context) => {
        const reader = await Reader.open(context, bench.sites['with headers']);
        await reader.edit();
        return slowly(bench.browser, async () => {
          await reader.runAgainHalfWay();
          await reader.isStillRunning();
          return reader.goOn();
        });
      }),
  },
];

function clockJump(where: string, milliseconds: number, language: 'en' | 'ko'): Fault {
  return {
    name: `clock jumps ${where} in mid-run`,
    done: `page.clock.setSystemTime by a day in page and frame (workers keep theirs); no timer comes due; Run`,
    ends: (bench) =>
      inContext(bench, async (context) => {
        await context.clock.install();
        const reader = await Reader.open(context, bench.sites['with headers'], language);
        await reader.runHalfWay();
        await reader.page.clock.setSystemTime(Date.now() + milliseconds);
        await reader.isStillRunning();
        await reader.goOn();
        await reader.runAgainHalfWay();
        return reader.goOn();
      }),
  };
}

function setHidden(page: Page, isHidden: boolean): Promise<void> {
  return page.evaluate((isHidden) => {
    const here = globalThis as typeof globalThis & { paint?: typeof requestAnimationFrame };
    here.paint ??= requestAnimationFrame;
    globalThis.requestAnimationFrame = isHidden ? () => 0 : here.paint;
    const state = isHidden ? 'hidden' : 'visible';
    Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
    Object.defineProperty(document, 'hidden', { value: isHidden, configurable: true });
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
  }, isHidden);
}

/**
 * DevTools' own throttling slows the page's thread alone, and Node lives in others; so the processes
 * are stopped and continued by signals, which Windows does not have.
 */
async function slowly<T>(browser: Browser, use: () => Promise<T>): Promise<T> {
  if (process.platform === 'win32') throw new Error('Windows has no signals that stop a process.');
  const session = await browser.newBrowserCDPSession();
  let isOver = false;
  const signal = (ids: number[], name: 'SIGSTOP' | 'SIGCONT') => {
    for (const id of ids) {
      try {
        process.kill(id, name);
      } catch {
        // It has ended.
      }
    }
  };
  const throttle = async () => {
    while (!isOver) {
      const { processInfo } = await session.send('SystemInfo.getProcessInfo');
      const ids = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
      for (let i = 0; i < 20 && !isOver; i++) {
        signal(ids, 'SIGSTOP');
        await pause(50);
        signal(ids, 'SIGCONT');
        await pause(10);
      }
    }
  };
  const throttled = throttle();
  try {
    return await use();
  } finally {
    isOver = true;
    await throttled;
    await session.detach();
  }
}
