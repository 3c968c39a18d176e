/** internalBinding('task_queue'): src/node_task_queue.cc. */
import { notImplemented } from '../thread/skeleton.ts';
import type { BindingFactory } from '../thread/thread.ts';

export const taskQueue: BindingFactory = ({ loop, hooks, skeleton }) => ({
  ...skeleton('task_queue'),
  tickInfo: loop.tickInfo,
  setTickCallback(callback: () => Generator) {
    loop.tickCallback = callback;
  },
  enqueueMicrotask: (callback: () => void) => queueMicrotask(callback),
  /** The build made every caller a generator that yields instead (src/build/node/patches.ts). */
  runMicrotasks: () => notImplemented('runMicrotasks()'),
  setPromiseRejectCallback(callback: NonNullable<typeof hooks.promiseReject>) {
    hooks.promiseReject = callback;
  },
});
