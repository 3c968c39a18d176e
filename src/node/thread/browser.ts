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

/** After so many hops it is known what one costs at least. */
const MEASURED_HOPS = 1000;

type Hops = (callback: (cost: number) => void) => void;

/**
 * Calls back in a later task, with the milliseconds that getting there cost. That is the least that
 * it ever took: of the rest nobody knows how much were the microtasks, whose time is the program's.
 * One hop at a time: nothing is made anew for each, as a loop turns on little else.
 */
export function createHops(scope: WorkerScope): Hops {
  const clock = performance.now.bind(performance);
  let waiting: (cost: number) => void;
  let hops = 0;
  let from = 0;
  let least = Infinity;
  const hop = (scope.scheduler ? lowPriorityHops : messageHops)(scope, () => {
    if (hops < MEASURED_HOPS) least = Math.min(least, clock() - from);
    waiting(least);
  });
  return (callback) => {
    waiting = callback;
    if (++hops < MEASURED_HOPS) from = clock();
    hop();
  };
}

/**
 * A task of low priority comes when the microtasks are drained and behind what the browser has
 * queued besides: announcements of unhandled rejections, and messages of other threads. One that
 * follows on another of its kind is cheaper as its continuation.
 */
function lowPriorityHops({ scheduler }: WorkerScope, arrived: () => void): () => void {
  const background = { priority: 'background' } as const;
  let isPending = false;
  let isContinuation = false;
  /** How many hops there were, and which of them is watched. */
  let hops = 0;
  let watched = 0;
  const run = (): void => {
    isPending = false;
    arrived();
  };
  const arrive = (): void => {
    if (!isPending) return;
    isContinuation = true;
    run();
    isContinuation = false;
  };
  const watch = (): void => {
    const hasNotCome = isPending && hops === watched;
    watched = 0;
    // A task of usual priority that began after the microtasks comes late enough as well.
    if (hasNotCome) run();
  };
  return () => {
    isPending = true;
    hops++;
    if (isContinuation) then.call(scheduler!.yield(), arrive);
    else scheduler!.postTask(arrive, background);
    if (watched) return;
    watched = hops;
    setTimeout(watch, PATIENCE);
  };
}

/**
 * Where there is no scheduler: two messages. After the first the microtasks are drained and the
 * browser has queued the announcements of unhandled rejections, and the second comes behind those.
 */
function messageHops(_scope: WorkerScope, arrived: () => void): () => void {
  const { port1, port2 } = new MessageChannel();
  let isFirst = true;
  port1.onmessage = () => {
    isFirst = !isFirst;
    if (isFirst) arrived();
    else port2.postMessage(0);
  };
  return () => port2.postMessage(0);
}
