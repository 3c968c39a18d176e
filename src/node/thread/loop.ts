/**
 * The event loop: libuv's uv_run and node::SpinEventLoop, as one generator (with callback-scope.ts).
 * What waits for a phase is in loop-work.ts, the time in loop-clock.ts.
 *
 * Wherever Node drains V8's microtasks (`runMicrotasks()`), the generator yields, so that no
 * JavaScript is on the stack and the browser drains them; a task resumes it that comes behind the
 * browser's announcements of promises rejected meanwhile without a handler (browser.ts).
 *
 * Phases, as in libuv >= 1.45: timers, poll, check (immediates), closing callbacks.
 */
import { endContinuation } from '../modules/promise-hooks.ts';
import {
  CallbackScopes,
  NO_CONTEXT,
  type CallbackContext,
  type CallbackHost,
  type Running,
} from './callback-scope.ts';
import { LoopClock } from './loop-clock.ts';
import { LoopTimes } from './loop-times.ts';
import type { LoopTrace } from './loop-trace.ts';
import { LoopWork } from './loop-work.ts';

/** Fields of internalBinding('timers').immediateInfo. */
const IMMEDIATE = { count: 0, refCount: 1, hasOutstanding: 2 } as const;

/** How often libuv runs, after a poll, what was fed meanwhile. */
const MAX_FED_ROUNDS = 8;

/** How much comes at once of what goes on coming meanwhile (MessagePort::OnMessage). */
const MAX_HANDED_OVER = 1000;

/** What runs in the loop, from beginning to end. */
export interface ThreadScript {
  main(): void;
  beforeExit(): void;
  exit(): void;
  done(): void;
}

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

export class Loop extends LoopWork {
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

  /** Tells the page how the loop runs, if it asked for that (traced-tasks.ts). */
  trace: LoopTrace | undefined;

  readonly #host: LoopHost;
  readonly #clock: LoopClock;
  /** The one uv_timer_t of Node's timers: when it expires, and whether it keeps the loop alive. */
  #timerExpiry = Infinity;
  #timerRef = false;
  #nativeImmediates: (() => void)[] = [];
  #running: Running | undefined;
  #asleep = false;
  #sleepTimer: unknown;
  readonly #onDrained = (cost: number): void => {
    this.trace?.drained();
    this.#clock.discount(cost);
    this.#step();
  };

  constructor(host: LoopHost) {
    super(host.contextOf);
    this.#host = host;
    this.scopes = new CallbackScopes(host);
    this.#clock = new LoopClock(host.clock);
  }

  /** uv_now: milliseconds since the loop was made, cached. */
  now(): number {
    return this.#clock.now;
  }

  updateTime(): number {
    return this.#clock.update();
  }

  /** uv_timer_start for Node's timers. */
  scheduleTimer(ms: number): void {
    this.#timerExpiry = this.now() + Math.max(1, ms);
    this.wake();
  }

  refTimer(on: boolean): void {
    this.#timerRef = on;
  }

  get referencedImmediates(): number {
    return this.immediateInfo[IMMEDIATE.refCount]!;
  }

  /** uv_loop_alive. */
  get alive(): boolean {
    return (
      this.keepsAlive ||
      this.immediateInfo[IMMEDIATE.refCount]! > 0 ||
      (this.#timerExpiry < Infinity && this.#timerRef)
    );
  }

  /** True while the loop waits in the poll phase. */
  get asleep(): boolean {
    return this.#asleep;
  }

  /** Ends a sleep in the poll phase. */
  override wake(): void {
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
    endContinuation();
    const { value: halt, done } = this.#running!.next();
    if (done) return;
    if (halt === 'microtasks') {
      this.trace?.drain();
      this.#host.afterMicrotasks(this.#onDrained);
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
    this.trace?.phase('exit');
    this.#host.guard(exit);
    yield 'microtasks';
    this.#host.guard(done);
  }

  /** node::LoadEnvironment: the main script runs in a scope of its own, with async id 1. */
  *#runMain(main: () => void): Running {
    const { asyncHooks, guard } = this.#host;
    this.trace?.phase('main');
    const started = this.updateTime();
    asyncHooks.push(1, 0, {});
    guard(main);
    asyncHooks.pop(1);
    yield* this.scopes.close();
    // In Node the main script takes more than a millisecond nearly always, so that its setTimeout 0
    // comes before its setImmediate; here it always does.
    if (this.updateTime() === started) this.#clock.passAtLeast(started + 1);
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
    this.trace?.phase('poll');
    if (this.fed.length > 0) yield* this.#runFed();
    if (!this.isReady && this.#pollTimeout() > 0) {
      this.times.fallAsleep();
      this.trace?.sleep();
      yield* this.#sleep(this.#pollTimeout());
      this.trace?.wake();
      this.times.wakeUp();
      this.updateTime();
    }
    for (const completion of this.takePending()) {
      yield* this.scopes.makeCallback(completion);
      for (let next = this.takeContinuation(); next; next = this.takeContinuation()) {
        yield* this.scopes.makeCallback(next);
      }
    }
    yield* this.#runSent();
    for (let i = 0; i < MAX_FED_ROUNDS && this.fed.length > 0; i++) yield* this.#runFed();
  }

  /** uv__async_io: one that is sent meanwhile has its turn now if it is made later than this one. */
  *#runSent(): Running {
    for (let sent = this.takeSent(0); sent; sent = this.takeSent(sent.order + 1)) {
      let left = Math.max(sent.waiting, MAX_HANDED_OVER);
      while (sent.waiting > 0 && left-- > 0) {
        yield* this.scopes.makeCallback(this.completionOf(sent));
      }
      if (sent.waiting > 0) this.send(sent);
    }
  }

  /** uv__run_pending. */
  *#runFed(): Running {
    for (const completion of this.takeFed()) yield* this.scopes.makeCallback(completion);
  }

  /** uv_backend_timeout: milliseconds until something must be done; Infinity if only I/O can. */
  #pollTimeout(): number {
    if (this.closing.length + this.fed.length > 0) return 0;
    if (this.immediateInfo[IMMEDIATE.refCount]! > 0) return 0;
    return Math.max(0, this.#timerExpiry - this.updateTime());
  }

  *#sleep(ms: number): Running {
    this.#clock.catchUp();
    this.#asleep = true;
    if (ms < Infinity) this.#sleepTimer = this.#host.setTimeout(() => this.wake(), ms);
    yield 'sleep';
  }

  /** Environment::RunTimers. */
  *#runTimers(): Running {
    this.trace?.phase('timers');
    if (this.#timerExpiry > this.now()) return;
    const { asyncHooks } = this.#host;
    this.#timerExpiry = Infinity;
    let result: { value: number } | undefined;
    asyncHooks.push(0, 0);
    do {
      // Again after an exception: the timers that are left are still due.
      result = yield* this.scopes.drive(() =>
        this.timersCallback.call(this.scopes.process, this.now()),
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
    this.trace?.phase('check');
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
    this.trace?.phase('close');
    for (const closed of this.takeClosing()) yield* this.scopes.makeCallback(closed);
  }
}
