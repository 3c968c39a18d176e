/** What a tab holds, and whether that has grown. */
import type { CDPSession, Frame, Page } from '@playwright/test';

/** After garbage collection. */
export interface Held {
  /** Bytes of heap, buffers included. */
  pageHeap: number;
  frameHeap: number;
  workers: number;
  frames: number;
  nodes: number;
  listeners: number;
}

type Allowed = Record<keyof Held, (early: number) => number>;

const MEGABYTE = 2 ** 20;
const none = () => 0;
/** Of what runs print and draw, which is not the same each time. */
const aTwentieth = (early: number) => early / 20;

/** By how much each may grow from the end of the warm-up on, however many runs there are. */
const allowed: Allowed = {
  pageHeap: () => 2 * MEGABYTE,
  frameHeap: () => MEGABYTE,
  workers: none,
  frames: none,
  nodes: aTwentieth,
  listeners: aTwentieth,
};

/** What has grown from `early` to `late` by more than is allowed. */
export function grown(early: Held, late: Held): (keyof Held)[] {
  const names = Object.keys(allowed) as (keyof Held)[];
  return names.filter((name) => late[name] - early[name] > allowed[name](early[name]));
}

/** Measures the page, its frames and the workers of both. */
export async function measure(page: Page): Promise<Held> {
  const [, ...frames] = page.frames();
  const own = await measureRealm(await page.context().newCDPSession(page));
  let frameHeap = 0;
  for (const frame of frames) {
    const session = await sessionOf(page, frame);
    if (session) frameHeap += (await measureRealm(session)).heap;
  }
  return {
    pageHeap: own.heap,
    frameHeap,
    workers: page.workers().length,
    frames: frames.length,
    nodes: own.nodes,
    listeners: own.listeners,
  };
}

/** Null for a frame of the page's own process: it shares the page's heap. */
async function sessionOf(page: Page, frame: Frame): Promise<CDPSession | null> {
  try {
    return await page.context().newCDPSession(frame);
  } catch (error) {
    if (/part of the parent frame's session/.test((error as Error).message)) return null;
    throw error;
  }
}

async function measureRealm(session: CDPSession) {
  // What the first collection finalizes, the second frees.
  for (let i = 0; i < 2; i++) await session.send('HeapProfiler.collectGarbage');
  const heap = (await session.send('Runtime.getHeapUsage')) as {
    usedSize: number;
    backingStorageSize?: number;
  };
  const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters');
  await session.detach();
  return {
    heap: heap.usedSize + (heap.backingStorageSize ?? 0),
    nodes,
    listeners: jsEventListeners,
  };
}
