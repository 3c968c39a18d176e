/** internalBinding('task_queue'): src/node_task_queue.cc. */
import { getFrame, runInFrame } from '../modules/async-context.ts';
import { endContinuation } from '../modules/promise-hooks.ts';
import type { BindingFactory } from '../thread/thread.ts';

export const taskQueue: BindingFactory = ({ loop, hooks, skeleton, stacks }) => ({
  ...skeleton('task_queue'),
  tickInfo: loop.scopes.tickInfo,
  setTickCallback(callback: () => Generator) {
    loop.scopes.tickCallback = callback;
  },
  /** As in V8, the microtask runs in the frame in which it was queued. */
  enqueueMicrotask(callback: () => void) {
    const frame = getFrame();
    queueMicrotask(() => {
      endContinuation();
      runInFrame(frame, callback);
    });
  },
  /** Its callers yield to the browser right after it (src/build/node/patches.ts). */
  runMicrotasks: () => stacks.beginMicrotasks(loop.scopes.closing),
  setPromiseRejectCallback(callback: NonNullable<typeof hooks.promiseReject>) {
    hooks.promiseReject = callback;
  },
});
