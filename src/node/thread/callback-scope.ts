/**
 * Calls from the loop into JavaScript: node::InternalMakeCallback and InternalCallbackScope of
 * src/api/callback.cc, as parts of the loop's generator.
 */
import { setFrame } from '../modules/async-context.ts';
import type { AsyncContext, AsyncHooks } from './async-hooks.ts';

/** Fields of internalBinding('task_queue').tickInfo. */
const TICK = { hasTickScheduled: 0, hasRejectionToWarn: 1 } as const;

/** Where the loop's generator stands: the microtasks must be drained, or nothing is to do. */
export type Halt = 'microtasks' | 'sleep';
export type Running<T = void> = Generator<Halt, T, void>;

/** What a callback belongs to: kept by AsyncWrap (handle.ts) and by requests. */
export interface CallbackContext extends AsyncContext {
  /** The AsyncContextFrame, which holds the stores of AsyncLocalStorage. */
  frame: unknown;
}

export const NO_CONTEXT: CallbackContext = Object.freeze({
  asyncId: 0,
  triggerAsyncId: 0,
  frame: undefined,
});

/** A callback that waits for its phase. */
export interface Completion {
  callback: (...args: any[]) => unknown;
  self: unknown;
  args: unknown[];
  context: CallbackContext;
}

export interface CallbackHost {
  /**
   * Runs a job as C++ calls JavaScript: an exception is reported (uncaughtException …) where it is
   * thrown, and the result is undefined then.
   */
  guard<T>(job: () => T): { value: T } | undefined;
  asyncHooks: AsyncHooks;
  /** The microtasks are about to run as after a call from C++, not below JavaScript of lib. */
  beginCheckpoint(): void;
}

export class CallbackScopes {
  /** The process object, `this` of Node's own callbacks. */
  process: any;
  /** Shared with lib/internal/process/task_queues.js. */
  readonly tickInfo = new Uint8Array(2);
  /** processTicksAndRejections. */
  tickCallback: () => Generator = function* () {};
  /** True while close() runs the ticks. */
  closing = false;
  readonly #host: CallbackHost;

  constructor(host: CallbackHost) {
    this.#host = host;
  }

  /** node::InternalMakeCallback. */
  *makeCallback({ callback, self, args, context }: Completion): Running {
    const { asyncHooks, guard } = this.#host;
    const { asyncId, triggerAsyncId } = context;
    setFrame(context.frame);
    asyncHooks.push(asyncId, triggerAsyncId, self ?? this.process);
    const result = guard(() => {
      asyncHooks.emitBefore(asyncId);
      const value = callback.apply(self, args);
      asyncHooks.emitAfter(asyncId);
      return { value };
    });
    asyncHooks.pop(asyncId);
    setFrame(undefined);
    // After an exception Node drains nothing here: its handler has queued an immediate instead.
    if (result) yield* this.close();
  }

  /** InternalCallbackScope::Close: drains nextTicks, microtasks and rejections. */
  *close(): Running {
    const { tickInfo } = this;
    if (!tickInfo[TICK.hasTickScheduled]) {
      this.#host.beginCheckpoint();
      yield 'microtasks';
    }
    if (!tickInfo[TICK.hasTickScheduled] && !tickInfo[TICK.hasRejectionToWarn]) return;
    this.closing = true;
    yield* this.drive(() => this.tickCallback.call(this.process));
    this.closing = false;
  }

  /**
   * Runs one of Node's functions that the build made a generator (src/build/node/patches.ts), to its
   * end; undefined after an exception.
   */
  *drive<T>(make: () => Generator<unknown, T>): Running<{ value: T } | undefined> {
    const { guard } = this.#host;
    const steps = make(); // runs nothing yet
    const next = () => steps.next();
    for (;;) {
      const step = guard(next);
      if (!step) {
        setFrame(undefined);
        return undefined;
      }
      if (step.value.done) return { value: step.value.value };
      yield 'microtasks';
    }
  }
}
