/**
 * Rejected promises that nobody handles. V8 tells C++ at once; a page is told after the microtasks,
 * which is when Node looks at them (lib/internal/process/promises.js).
 */
import type { Thread } from './thread.ts';

/** As `promiseRejectEvents` of internalBinding('task_queue'). */
const WITH_NO_HANDLER = 0;
const HANDLER_ADDED_AFTER_REJECT = 1;

export function announceRejections(scope: EventTarget, thread: Thread): void {
  const announce = (event: Event, kind: number) => {
    const { promise, reason } = event as PromiseRejectionEvent;
    event.preventDefault();
    thread.hooks.promiseReject?.(kind, promise, reason);
    // Between two turns of the loop nothing would look at it.
    if (thread.loop.asleep) thread.loop.enqueue(() => {});
  };
  scope.addEventListener('unhandledrejection', (event) => announce(event, WITH_NO_HANDLER));
  scope.addEventListener('rejectionhandled', (event) =>
    announce(event, HANDLER_ADDED_AFTER_REJECT),
  );
}
