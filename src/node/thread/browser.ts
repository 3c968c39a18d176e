/** What the loop needs of a worker: messages to itself, and reports of uncaught exceptions. */

/** The global object of a Web Worker, as far as it is used. */
export interface WorkerScope extends EventTarget {
  postMessage(message: unknown, transfer?: Transferable[]): void;
  Proxy: ProxyConstructor;
  /** Absent in Safari. */
  scheduler?: Scheduler;
}

interface Scheduler {
  postTask(callback: () => void, options: { priority: 'background' }): unknown;
  yield(): Promise<void>;
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
const { then } = Promise.prototype;

let guarded = 0;

/**
 * Runs a job so that its uncaught exception is reported at the place where it is thrown, as V8 does
 * for C++ callers with a verbose TryCatch: a listener of an event does that.
 */
export function createGuard(): <T>(job: () => T) => { value: T } | undefined {
  const target = new EventTarget();
  const event = new Event('job');
  let next: () => unknown;
  let result: { value: any } | undefined;
  target.addEventListener('job', () => {
    const value = next();
    result = { value };
  });
  return (job) => {
    next = job;
    result = undefined;
    guarded++;
    // One that is on its way already cannot be sent again.
    dispatchEvent.call(target, guarded === 1 ? event : new Event('job'));
    guarded--;
    const own = result;
    result = undefined;
    return own;
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

/** A hop that has not come by then waits behind an endless row of messages (ms). */
const PATIENCE = 20;

type Hops = (callback: (cost: number) => void) => void;

/**
 * Calls back in a later task, with the milliseconds that getting there cost. That is the least that
 * it ever took: of the rest nobody knows how much were the microtasks, whose time is the program's.
 */
export function createHops(scope: WorkerScope): Hops {
  const hop = scope.scheduler ? lowPriorityHops(scope.scheduler) : messageHops();
  const clock = performance.now.bind(performance);
  let least = Infinity;
  return (callback) => {
    const from = clock();
    hop(() => {
      least = Math.min(least, clock() - from);
      callback(least);
    });
  };
}

/**
 * A task of low priority comes when the microtasks are drained and behind what the browser has
 * queued besides: announcements of unhandled rejections, and messages of other threads. One that
 * follows on another of its kind is cheaper as its continuation.
 */
function lowPriorityHops(scheduler: Scheduler): (callback: () => void) => void {
  let pending: (() => void) | undefined;
  let isContinuation = false;
  let watched: (() => void) | undefined;
  const run = (callback: () => void): void => {
    pending = undefined;
    callback();
  };
  const arrive = (): void => {
    if (!pending) return;
    isContinuation = true;
    run(pending);
    isContinuation = false;
  };
  const watch = (): void => {
    // A task of usual priority that began after the microtasks comes late enough as well.
    if (pending && pending === watched) run(pending);
    watched = undefined;
  };
  return (callback) => {
    pending = callback;
    if (isContinuation) then.call(scheduler.yield(), arrive);
    else scheduler.postTask(arrive, { priority: 'background' });
    if (watched) return;
    watched = callback;
    setTimeout(watch, PATIENCE);
  };
}

/**
 * Where there is no scheduler: two messages. After the first the microtasks are drained and the
 * browser has queued the announcements of unhandled rejections, and the second comes behind those.
 */
function messageHops(): (callback: () => void) => void {
  const { port1, port2 } = new MessageChannel();
  let pending: () => void;
  let isFirst = true;
  port1.onmessage = () => {
    isFirst = !isFirst;
    if (isFirst) pending();
    else port2.postMessage(0);
  };
  return (callback) => {
    pending = callback;
    port2.postMessage(0);
  };
}
