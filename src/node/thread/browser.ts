/** What the loop needs of a worker: messages to itself, and reports of uncaught exceptions. */

/** Where an exception was thrown, as V8 says in its message. Absent for a script without a name. */
export interface ThrownAt {
  script: string;
  /** Both start at 1. */
  line: number;
  column: number;
}

export type ReportException = (error: unknown, thrownAt: ThrownAt | undefined) => void;

/**
 * Runs a job so that its uncaught exception is reported at the place where it is thrown, as V8 does
 * for C++ callers with a verbose TryCatch: a listener of an event does that.
 */
export function createGuard(): <T>(job: () => T) => { value: T } | undefined {
  const target = new EventTarget();
  let run: () => void;
  target.addEventListener('job', () => run());
  return (job) => {
    let result: { value: ReturnType<typeof job> } | undefined;
    const outer = run;
    run = () => {
      result = { value: job() };
    };
    target.dispatchEvent(new Event('job'));
    run = outer;
    return result;
  };
}

/** Hears of uncaught exceptions, in guarded jobs and in microtasks, synchronously. */
export function onUncaughtException(scope: EventTarget, report: ReportException): void {
  scope.addEventListener('error', (event) => {
    const { error, filename, lineno, colno } = event as ErrorEvent;
    event.preventDefault();
    report(error, filename ? { script: filename, line: lineno, column: colno } : undefined);
  });
}

/**
 * Calls back in a later task. Two hops: after the first the microtasks are drained and the browser
 * has queued the announcements of unhandled rejections, and the second comes behind those.
 */
export function createHops(): (callback: () => void) => void {
  const { port1, port2 } = new MessageChannel();
  let pending: (() => void) | undefined;
  let firstHop = true;
  port1.onmessage = () => {
    if (firstHop) {
      firstHop = false;
      port2.postMessage(0);
      return;
    }
    const callback = pending!;
    pending = undefined;
    firstHop = true;
    callback();
  };
  return (callback) => {
    pending = callback;
    port2.postMessage(0);
  };
}
