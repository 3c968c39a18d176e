/**
 * Stack traces as Node prints them: Node's lib formats them (prepareStackTraceCallback of
 * lib/internal/errors.js), from call sites that are translated first. V8 calls what it finds at
 * Error.prepareStackTrace, so an accessor stands there, behind which the program's own function is.
 */
import {
  parseLibFrames,
  runsInMicrotask,
  translateCallSites,
  type CallSite,
  type FramePosition,
} from './call-site.ts';
import type { NodeLib } from './lib.ts';

/** Modules of lib with functions that the build made generators (src/build/node/patches.ts). */
const GENERATOR_MODULES = new Set(['internal/process/task_queues', 'internal/timers']);

/** A program may have frozen Error: then its limit stays. */
function setStackTraceLimit(limit: number): void {
  Reflect.set(Error, 'stackTraceLimit', limit);
}

/** More than this runtime ever has on the stack above the program's own frames. */
const OWN_FRAMES = 32;

type PrepareStackTrace = (error: object, sites: any[]) => unknown;
type NodeCallback = (
  scope: { Error: { prepareStackTrace: unknown } },
  error: object,
  sites: CallSite[],
) => unknown;

export class StackTraces {
  /** Set by lib through internalBinding('errors').setPrepareStackTraceCallback. */
  nodeCallback: NodeCallback | undefined;
  readonly #lib: NodeLib;
  /** Has the stack of the runMicrotasks() whose microtasks run now, or ran last. */
  #microtasks: { stack?: unknown } | undefined;
  /** The same of those that run where a callback scope is closed. */
  #closing: { stack?: unknown } | undefined;
  /** What a program reads and writes as Error.prepareStackTrace. */
  #prepare: unknown;
  readonly #hooks = new WeakMap<object, PrepareStackTrace>();
  readonly #standsFor = new WeakMap<object, unknown>();
  #preparing = false;
  /** Set while captureCallSites() runs. */
  #captured: CallSite[] | undefined;
  /** How many frames to keep, where more were asked for. */
  #limit = Infinity;
  readonly #sites = new WeakMap<object, CallSite[]>();
  readonly #throws = new WeakMap<object, FramePosition>();

  constructor(lib: NodeLib) {
    this.#lib = lib;
  }

  /** Takes over Error.prepareStackTrace. Runs after bootstrap/realm, which sets Node's default. */
  install(): void {
    this.#prepare = Error.prepareStackTrace;
    Object.defineProperty(Error, 'prepareStackTrace', {
      configurable: true,
      enumerable: false,
      get: () => (this.#preparing ? this.#prepare : this.#hookFor(this.#prepare)),
      set: (value) => {
        this.#prepare = this.#standsFor.has(value) ? this.#standsFor.get(value) : value;
      },
    });
  }

  /**
   * What V8 calls while the program's function is `prepare`. The program reads it too, and may put
   * it back later: it then stands for `prepare` again.
   */
  #hookFor(prepare: unknown): PrepareStackTrace {
    const key = typeof prepare === 'function' ? prepare : this;
    const known = this.#hooks.get(key);
    if (known) return known;
    const hook: PrepareStackTrace = (error, sites) => this.#format(error, sites);
    this.#hooks.set(key, hook);
    this.#standsFor.set(hook, typeof prepare === 'function' ? prepare : undefined);
    return hook;
  }

  /**
   * Called where Node's lib runs the microtasks, which a page does with an empty stack. Below lib
   * is nothing if the loop `closes` a callback scope: then the stack is always the same.
   */
  beginMicrotasks(closes: boolean): void {
    if (closes && this.#closing) {
      this.#microtasks = this.#closing;
      return;
    }
    const holder: { stack?: unknown } = {};
    const limit = Error.stackTraceLimit;
    if (closes) {
      this.#closing = holder;
      setStackTraceLimit(OWN_FRAMES);
    }
    Error.captureStackTrace(holder);
    setStackTraceLimit(limit);
    this.#microtasks = holder;
  }

  /** The microtasks run next as after C++ calls JavaScript: with nothing below them. */
  beginCheckpoint(): void {
    this.#microtasks = undefined;
  }

  /** The frames below a microtask: V8 puts them between its own and those it awaits for. */
  #withCallerOfMicrotasks(sites: CallSite[], nativeSites: any[]): CallSite[] {
    const limit = Error.stackTraceLimit;
    if (!this.#microtasks || nativeSites.length >= limit || !runsInMicrotask(nativeSites)) {
      return sites;
    }
    const below = parseLibFrames(this.#lib, String(this.#microtasks.stack));
    const firstAsync = sites.findIndex((site) => site.isAsync());
    return sites.toSpliced(firstAsync < 0 ? sites.length : firstAsync, 0, ...below).slice(0, limit);
  }

  #format(error: object, nativeSites: any[]): unknown {
    const translated = translateCallSites(this.#lib, GENERATOR_MODULES, nativeSites);
    const all = this.#withCallerOfMicrotasks(translated, nativeSites);
    const sites = all.slice(0, this.#limit);
    if (this.#captured) {
      this.#captured = sites;
      return '';
    }
    this.#sites.set(error, sites);
    this.#preparing = true;
    try {
      return this.nodeCallback!({ Error: { prepareStackTrace: this.#prepare } }, error, sites);
    } finally {
      this.#preparing = false;
    }
  }

  noteThrow(error: unknown, position: FramePosition): void {
    if (Error.isError(error)) this.#throws.set(error, position);
  }

  /** Where an error was thrown last, as far as that is noted: by Node's lib alone. */
  throwOf(error: object): FramePosition | undefined {
    return this.#throws.get(error);
  }

  /** The call sites of an error, uppermost first; none before its stack was read. */
  sitesOf(error: object): CallSite[] {
    return this.#sites.get(error) ?? [];
  }

  /**
   * Makes an error in this runtime, whose own frames are dropped, with as many of the program's as
   * Error.stackTraceLimit says.
   */
  withFullStack<E extends Error>(make: () => E): E {
    const limit = Error.stackTraceLimit;
    if (typeof limit !== 'number') return make();
    setStackTraceLimit(limit + OWN_FRAMES);
    this.#limit = limit;
    try {
      const error = make();
      void error.stack; // formats it now
      return error;
    } finally {
      setStackTraceLimit(limit);
      this.#limit = Infinity;
    }
  }

  /** The call sites of the JavaScript that runs, without those of this runtime. */
  captureCallSites(limit: number): CallSite[] {
    const previous = Error.stackTraceLimit;
    const holder: { stack?: unknown } = {};
    this.#captured = [];
    setStackTraceLimit(limit + OWN_FRAMES);
    try {
      Error.captureStackTrace(holder);
      void holder.stack;
      return this.#captured.slice(0, limit);
    } finally {
      this.#captured = undefined;
      setStackTraceLimit(previous);
    }
  }
}
