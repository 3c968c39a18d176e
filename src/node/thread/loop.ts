/**
 * The event loop: libuv's uv_run and node::SpinEventLoop, as one generator (with callback-scope.ts).
 *
 * Wherever Node drains V8's microtasks (`runMicrotasks()`), the generator yields, so that no
 * JavaScript is on the stack and the browser drains them; a task resumes it that comes behind the
 * browser's announcements of promises rejected meanwhile without a handler (browser.ts).
 *
 * Phases, as in libuv >= 1.45: timers, poll, check (immediates), closing callbacks.
 */
import { getFrame } from '../modules/async-context.ts';
import {
  CallbackScopes,
  NO_CONTEXT,
  type CallbackContext,
  type CallbackHost,
  type Completion,
  type Running,
} from './callback-scope.ts';
import { LoopTimes } from './loop-times.ts';

/** Fields of internalBinding('timers').immediateInfo. */
const IMMEDIATE = { count: 0, refCount: 1, hasOutstanding: 2 } as const;

/** The clock may stay behind by so much (ms): see Loop#discount. */
const MAX_LAG = 250;

/** How often libuv runs, after a poll, what was fed meanwhile. */
const MAX_FED_ROUNDS = 8;

/** What runs in the loop, from beginning to end. */
export interface ThreadScript {
  main(): void;
  beforeExit(): void;
  exit(): void;
  done(): void;
}

/** A HandleWrap (handle.ts): what an unreferenced one is ready for keeps no loop alive. */
type Referable = { hasRef?(): boolean };

/** What the loop needs from its realm; boot.ts gives the browser's, a test gives Node's. */
export interface LoopHost extends CallbackHost {
  /**
   * Calls back once the stack is empty and the microtasks are drained; nothing is awaited else.
   * `cost`: milliseconds that this took beside the microtasks themselves.
   */
  afterMicrotasks(callback: (cost: number) => void): void;
  setTimeout(callback: () => void, ms: number): unknown;
  clearTimeout(id: any): void;
  /** Milliseconds, monotonic. */
  clock(): number;
  contextOf(value: unknown): CallbackContext | undefined;
}

export class Loop {
  /** Active, referenced handles keep the loop alive. See handle.ts. */
  activeHandles = 0;

  readonly immediateInfo = new Uint32Array(3);
  immediateCallback: () => Generator = function* () {};
  timersCallback: (now: number) => Generator<unknown, number> = function* () {
    return 0;
  };
  /** When the loop began to turn, and how long it slept in the poll phase. */
  times = new LoopTimes();
  /** Called when the loop begins to turn, after the main script. */
  onStart: () => void = () => {};

  /** Calls into JavaScript; has the tick queue's state. */
  readonly scopes: CallbackScopes;

  readonly #host: LoopHost;
  readonly #origin: number;
  #lag = 0;
  #now = 0;
  /** The one uv_timer_t of Node's timers: when it expires, and whether it keeps the loop alive. */
  #timerExpiry = Infinity;
  #timerRef = false;
  #requests = 0;
  /** The AsyncWraps of the active requests. */
  readonly activeRequests = new Set<object>();
  #pending: Completion[] = [];
  /** uv__io_feed: what needs no poll, such as a shutdown. Runs before and right after it. */
  #fed: Completion[] = [];
  #closing: Completion[] = [];
  /** What C++ goes on with once the scope of its callback is closed. */
  #continuation: Completion | undefined;
  #nativeImmediates: (() => void)[] = [];
  #running: Running | undefined;
  #asleep = false;
  #sleepTimer: unknown;

  constructor(host: LoopHost) {
    this.#host = host;
    this.scopes = new CallbackScopes(host);
    this.#origin = host.clock();
    this.updateTime();
  }

  /** uv_now: milliseconds since the loop was made, cached. */
  now(): number {
    return this.#now;
  }

  updateTime(): number {
    return (this.#now = Math.max(
      this.#now,
      Math.floor(this.#host.clock() - this.#origin - this.#lag),
    ));
  }

  /**
   * Takes time out of the loop's clock that Node would not have spent, such as the hops between
   * realms, so that timers stay in the order that they have in Node. The clock catches up when the
   * loop sleeps.
   */
  discount(ms: number): void {
    this.#lag = Math.min(this.#lag + ms, MAX_LAG);
  }

  /** uv_timer_start for Node's timers. */
  scheduleTimer(ms: number): void {
    this.#timerExpiry = this.#now + Math.max(1, ms);
    this.wake();
  }

  refTimer(on: boolean): void {
    this.#timerRef = on;
  }

  /**
   * Queues an I/O completion: `callback` runs in the next poll phase in its own callback scope
   * (InternalMakeCallback: then nextTicks and microtasks drain). `self` is its `this`; if that is an
   * AsyncWrap, the callback runs in its asynchronous context.
   */
  enqueue(callback: (...args: any[]) => unknown, self?: unknown, ...args: any[]): void {
    const context = this.#host.contextOf(self) ?? NO_CONTEXT;
    this.#pending.push({ callback, self, args, context });
    this.wake();
  }

  /**
   * Called within a callback of enqueue(): `callback` runs next, once this one's nextTicks and
   * microtasks are drained, as where C++ calls JavaScript several times on end.
   */
  continueWith(callback: () => unknown, self?: unknown): void {
    const context = this.#host.contextOf(self) ?? NO_CONTEXT;
    this.#continuation = { callback, self, args: [], context };
  }

  /** uv_close: `callback` runs in the closing phase, as with enqueue(). */
  close(callback: (...args: any[]) => unknown, self?: unknown): void {
    const context = this.#host.contextOf(self) ?? NO_CONTEXT;
    this.#closing.push({ callback, self, args: [], context });
    this.wake();
  }

  /**
   * Registers an active request (uv_req_t): the loop stays alive until the returned function is
   * called, which queues `callback` for the poll phase. It runs in the context of `wrap`, an
   * AsyncWrap, or else with the AsyncContextFrame of the registration. A `fed` one needs no poll: it
   * runs before the next, or right after the one that goes on.
   */
  request(
    callback: (...args: any[]) => unknown,
    wrap?: object,
    fed = false,
  ): (...args: any[]) => void {
    this.#requests++;
    if (wrap) this.activeRequests.add(wrap);
    const context = this.#host.contextOf(wrap) ?? {
      ...NO_CONTEXT,
      frame: getFrame(),
    };
    let active = true;
    return (...args) => {
      if (!active) return;
      active = false;
      this.#requests--;
      if (wrap) this.activeRequests.delete(wrap);
      (fed ? this.#fed : this.#pending).push({ callback, self: wrap, args, context });
      this.wake();
    };
  }

  get referencedImmediates(): number {
    return this.immediateInfo[IMMEDIATE.refCount]!;
  }

  /** uv_loop_alive. */
  get alive(): boolean {
    return (
      this.activeHandles > 0 ||
      this.#requests > 0 ||
      this.#fed.length > 0 ||
      this.#pending.some(({ self }) => (self as Referable | null)?.hasRef?.() !== false) ||
      this.#closing.length > 0 ||
      this.immediateInfo[IMMEDIATE.refCount]! > 0 ||
      (this.#timerExpiry < Infinity && this.#timerRef)
    );
  }

  /** True while the loop waits in the poll phase. */
  get asleep(): boolean {
    return this.#asleep;
  }

  /** Ends a sleep in the poll phase. */
  wake(): void {
    if (!this.#asleep) return;
    this.#asleep = false;
    this.#host.clearTimeout(this.#sleepTimer);
    this.#host.afterMicrotasks(() => this.#step());
  }

  /**
   * Runs the main script and then the loop until nothing keeps it alive. `beforeExit` is asked then
   * and may give it new work; `exit` comes after that, then the microtasks drain once more, and
   * `done` ends the thread.
   */
  start(script: ThreadScript): void {
    this.#running = this.#spin(script);
    this.#step();
  }

  /**
   * Environment::SetImmediate of C++, without a reference: runs at the start of the next check
   * phase, if there is one.
   */
  setNativeImmediate(callback: () => void): void {
    this.#nativeImmediates.push(callback);
  }

  #step(): void {
    const { value: halt, done } = this.#running!.next();
    if (done) return;
    if (halt === 'microtasks') {
      this.#host.afterMicrotasks((cost) => {
        this.discount(cost);
        this.#step();
      });
    }
  }

  /** node::SpinEventLoop. */
  *#spin({ main, beforeExit, exit, done }: ThreadScript): Running {
    yield* this.#runMain(main);
    this.times.start();
    this.onStart();
    for (;;) {
      yield* this.#run();
      // A rejection of the last turn may only be announced now.
      yield 'microtasks';
      yield* this.scopes.close();
      if (this.alive) continue;
      yield* this.scopes.makeCallback({
        callback: beforeExit,
        self: null,
        args: [],
        context: NO_CONTEXT,
      });
      if (!this.alive) break;
    }
    this.#host.guard(exit);
    yield 'microtasks';
    this.#host.guard(done);
  }

  /** node::LoadEnvironment: the main script runs in a scope of its own, with async id 1. */
  *#runMain(main: () => void): Running {
    const { asyncHooks, guard } = this.#host;
    const started = this.updateTime();
    asyncHooks.push(1, 0, {});
    guard(main);
    asyncHooks.pop(1);
    yield* this.scopes.close();
    // In Node the main script takes more than a millisecond nearly always, so that its setTimeout 0
    // comes before its setImmediate; here it always does.
    if (this.updateTime() === started) this.#now = started + 1;
  }

  /** uv_run with UV_RUN_DEFAULT. */
  *#run(): Running {
    this.updateTime();
    if (!this.alive) return;
    yield* this.#runTimers();
    while (this.alive) {
      yield* this.#poll();
      yield* this.#runImmediates();
      yield* this.#runClosing();
      this.updateTime();
      yield* this.#runTimers();
    }
  }

  *#poll(): Running {
    yield* this.#runFed();
    if (this.#pending.length === 0 && this.#pollTimeout() > 0) {
      this.times.fallAsleep();
      yield* this.#sleep(this.#pollTimeout());
      this.times.wakeUp();
      this.updateTime();
    }
    const pending = this.#pending;
    this.#pending = [];
    for (const completion of pending) {
      yield* this.scopes.makeCallback(completion);
      for (let next = this.#continuation; next; next = this.#continuation) {
        this.#continuation = undefined;
        yield* this.scopes.makeCallback(next);
      }
    }
    for (let i = 0; i < MAX_FED_ROUNDS && this.#fed.length > 0; i++) yield* this.#runFed();
  }

  /** uv__run_pending. */
  *#runFed(): Running {
    const fed = this.#fed;
    this.#fed = [];
    for (const completion of fed) yield* this.scopes.makeCallback(completion);
  }

  /** uv_backend_timeout: milliseconds until something must be done; Infinity if only I/O can. */
  #pollTimeout(): number {
    if (this.#closing.length + this.#fed.length > 0) return 0;
    if (this.immediateInfo[IMMEDIATE.refCount]! > 0) return 0;
    return Math.max(0, this.#timerExpiry - this.updateTime());
  }

  *#sleep(ms: number): Running {
    this.#lag = 0;
    this.#asleep = true;
    if (ms < Infinity) this.#sleepTimer = this.#host.setTimeout(() => this.wake(), ms);
    yield 'sleep';
  }

  /** Environment::RunTimers. */
  *#runTimers(): Running {
    if (this.#timerExpiry > this.#now) return;
    const { asyncHooks } = this.#host;
    this.#timerExpiry = Infinity;
    let result: { value: number } | undefined;
    asyncHooks.push(0, 0);
    do {
      // Again after an exception: the timers that are left are still due.
      result = yield* this.scopes.drive(() =>
        this.timersCallback.call(this.scopes.process, this.#now),
      );
    } while (!result);
    asyncHooks.pop(0);
    const next = result.value;
    if (next !== 0) this.scheduleTimer(Math.abs(next) - this.updateTime());
    this.#timerRef = next > 0;
    yield* this.scopes.close();
  }

  /** Environment::CheckImmediate. */
  *#runImmediates(): Running {
    const { asyncHooks } = this.#host;
    const natives = this.#nativeImmediates;
    this.#nativeImmediates = [];
    for (const callback of natives) {
      yield* this.scopes.makeCallback({ callback, self: null, args: [], context: NO_CONTEXT });
    }
    if (this.immediateInfo[IMMEDIATE.count] === 0) return;
    do {
      asyncHooks.push(0, 0);
      const result = yield* this.scopes.drive(() =>
        this.immediateCallback.call(this.scopes.process),
      );
      asyncHooks.pop(0);
      if (result) yield* this.scopes.close();
    } while (this.immediateInfo[IMMEDIATE.hasOutstanding]);
  }

  *#runClosing(): Running {
    const closing = this.#closing;
    this.#closing = [];
    for (const closed of closing) yield* this.scopes.makeCallback(closed);
  }
}
