/** What the loop needs of a worker: messages to itself, and reports of uncaught exceptions. */

/** The global object of a Web Worker, as far as it is used. */
export interface WorkerScope extends EventTarget {
  postMessage(message: unknown, transfer?: Transferable[]): void;
  Proxy: ProxyConstructor;
}

/** An uncaught exception as the browser reports it. */
export interface Uncaught {
  error: unknown;
  /** True in a guarded job, false in a microtask. */
  guarded: boolean;
  /**
   * Where it happened, for a script with a name: of an Error where it was made, of any other value
   * where it was thrown. Line and column start at 1.
   */
  at: { script: string; line: number; column: number } | undefined;
}

/** Taken now: the global object's prototype chain loses its methods (globals.ts). */
const { dispatchEvent } = EventTarget.prototype;

let guarded = 0;

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
    guarded++;
    dispatchEvent.call(target, new Event('job'));
    guarded--;
    run = outer;
    return result;
  };
}

/**
 * Hears of uncaught exceptions, in guarded jobs and in microtasks, synchronously. Before the thread
 * is `ready` they are left to the frame, which hears of the failed worker.
 */
export function onUncaughtException(
  scope: EventTarget,
  ready: () => boolean,
  report: (uncaught: Uncaught) => void,
): void {
  scope.addEventListener('error', (event) => {
    const { error, filename, lineno, colno } = event as ErrorEvent;
    if (!ready()) return;
    event.preventDefault();
    const at = filename ? { script: filename, line: lineno, column: colno } : undefined;
    report({ error, guarded: guarded > 0, at });
  });
}

/**
 * Calls back in a later task, with the milliseconds that getting there cost. Two hops: after the
 * first the microtasks are drained and the browser has queued the announcements of unhandled
 * rejections, and the second comes behind those. The microtasks' own time is the program's, so the
 * first hop is taken to cost what the second does.
 */
export function createHops(): (callback: (cost: number) => void) => void {
  const { port1, port2 } = new MessageChannel();
  const clock = performance.now.bind(performance);
  let pending: ((cost: number) => void) | undefined;
  let secondHopFrom: number | undefined;
  port1.onmessage = () => {
    if (secondHopFrom === undefined) {
      secondHopFrom = clock();
      port2.postMessage(0);
      return;
    }
    const cost = 2 * (clock() - secondHopFrom);
    const callback = pending!;
    pending = undefined;
    secondHopFrom = undefined;
    callback(cost);
  };
  return (callback) => {
    pending = callback;
    port2.postMessage(0);
  };
}
