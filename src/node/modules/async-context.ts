/**
 * The current AsyncContextFrame of this thread: what AsyncLocalStorage reads.
 *
 * In Node, V8 keeps the frame with every promise reaction ("continuation-preserved embedder data")
 * and clears it after each microtask. Here `then` wraps its callbacks, and rewritten suspensions
 * (await-transform.ts) ask `keep` to put the frame back. `keep` gives the awaited promise one more
 * reaction just before the one of `await`: it restores the frame in the microtask right before the
 * continuation, so the continuation itself runs in exactly the microtask in which it runs in Node.
 *
 * Until `activate()` nothing is wrapped and nothing is added.
 */
import { replaceBuiltin } from './function-text.ts';
import {
  beginContinuation,
  hooks,
  promiseResolve,
  resolutionOf,
  tellAfter,
  tellBefore,
  tellDerived,
  tellSettled,
} from './promise-hooks.ts';

const NativePromise = Promise;
const nativeThen = Promise.prototype.then;
const { apply } = Reflect;

let current: unknown;
/** Whether frames are captured. */
export let active = false;
let mayHook = false;
let observer: ReactionObserver | undefined;

/** Hears of promise reactions: callbacks of `then`, and what goes on after `await`. */
export interface ReactionObserver {
  /** One waits for its promise; `callback` for `then`, none for `await`. Gives it a number. */
  reacts(callback?: (...args: never[]) => unknown): number;
  begins(reaction: number): void;
  /** Not called for `await`: what goes on after it ends where the next microtask begins. */
  ends(reaction: number): void;
}

/** Lets a trace hear of all reactions from now on. */
export function observeReactions(by: ReactionObserver): void {
  observer = by;
  active = true;
}

/** The frame of the code that runs now; `undefined` is the empty frame. */
export function getFrame(): unknown {
  return current;
}

/** Makes `frame` current. The first frame that is not empty activates the capture. */
export function setFrame(frame: unknown): void {
  if (frame !== undefined) active = true;
  current = frame;
}

/** Starts to capture frames in `then` and `await`: AsyncLocalStorage is about to be used. */
export function activate(): void {
  active = true;
}

/** Starts to remember the promises of reactions: hooks are about to be set (promise-hooks.ts). */
export function expectHooks(): void {
  active = true;
  mayHook = true;
}

/** Runs `callback` in `frame`, then goes back to the frame from before. */
export function runInFrame<T>(frame: unknown, callback: () => T): T {
  const prior = current;
  current = frame;
  try {
    return callback();
  } finally {
    current = prior;
  }
}

/**
 * What `await` is to wait for instead of `value`: settles in the same microtask, with the frame
 * of this moment current again.
 */
export function keep(value: unknown): unknown {
  if (!active) return value;
  const frame = current;
  const reaction = observer?.reacts();
  const restore = () => {
    if (hooks) beginContinuation(reacting);
    current = frame;
    if (reaction !== undefined) observer!.begins(reaction);
  };
  const promise = toPromise(value, frame);
  const reacting: Promise<unknown> = apply(nativeThen, promise, [restore, restore]);
  if (hooks) tellDerived(reacting, promise);
  return promise;
}

/** %PromiseResolve%(value); the `then` of a thenable will run in `frame`. */
function toPromise(value: any, frame: unknown): Promise<unknown> {
  const isObject = (typeof value === 'object' && value !== null) || typeof value === 'function';
  if (!isObject || value instanceof NativePromise) return promiseResolve(value);
  let then: unknown;
  try {
    ({ then } = value);
  } catch (error) {
    return NativePromise.reject(error);
  }
  if (typeof then !== 'function') return promiseResolve(value);
  return promiseResolve({
    then(...args: unknown[]) {
      current = frame;
      apply(then as () => void, value, args);
    },
  });
}

/** A callback of `then` that runs in the frame of this moment; other values pass. */
function captured(callback: unknown, reaction?: number): unknown {
  if (typeof callback !== 'function') return callback;
  const frame = current;
  return (value: unknown) => {
    current = frame;
    if (reaction !== undefined) observer!.begins(reaction);
    try {
      return (callback as (value: unknown) => unknown)(value);
    } finally {
      current = undefined;
      if (reaction !== undefined) observer!.ends(reaction);
    }
  };
}

/** What both callbacks of a `then` know of it: the promise that it gave. */
interface Reaction {
  promise?: Promise<unknown>;
}

/** A captured callback of which promise hooks hear, if some are set by the time that it runs. */
function told(callback: unknown, { number, reaction }: { number?: number; reaction: Reaction }) {
  const run = captured(callback, number);
  if (typeof run !== 'function') return run;
  return (value: unknown) => {
    const promise = reaction.promise!;
    if (hooks) tellBefore(promise);
    try {
      const result = run(value);
      return hooks ? resolutionOf(promise, result) : result;
    } catch (error) {
      if (hooks) tellSettled(promise);
      throw error;
    } finally {
      if (hooks) tellAfter(promise);
    }
  };
}

const pass = (value: unknown) => value;
const fail = (reason: unknown) => {
  throw reason;
};

/** `then` where hooks are or may be set: they hear of reactions without a callback too. */
function hookedThen(self: any, onFulfilled: unknown, onRejected: unknown, number?: number) {
  const reaction: Reaction = {};
  const how = { reaction, ...(number !== undefined && { number }) };
  const goesOn = hooks && typeof onFulfilled !== 'function' ? pass : onFulfilled;
  const fails = hooks && typeof onRejected !== 'function' ? fail : onRejected;
  reaction.promise = apply(nativeThen, self, [told(goesOn, how), told(fails, how)]);
  if (hooks) tellDerived(reaction.promise!, self);
  return reaction.promise;
}

/** The number of a reaction for the observer, if there is one of both. */
function observed(onFulfilled: unknown, onRejected: unknown): number | undefined {
  const callback = [onFulfilled, onRejected].find((value) => typeof value === 'function');
  return callback && observer?.reacts(callback as () => unknown);
}

/**
 * Makes `Promise.prototype.then` capture the current frame. To be called once in a thread, before Node's primordials are taken; in a page's realm, never on `Promise` itself, whose species and
 * constructor decide in how many microtasks `await` goes on.
 */
export function installThenCapture(): void {
  const methods = {
    then(this: unknown, onFulfilled: unknown, onRejected: unknown) {
      if (!active) return apply(nativeThen, this, [onFulfilled, onRejected]);
      const reaction = observed(onFulfilled, onRejected);
      if (mayHook) return hookedThen(this, onFulfilled, onRejected, reaction);
      return apply(nativeThen, this, [
        captured(onFulfilled, reaction),
        captured(onRejected, reaction),
      ]);
    },
  };
  replaceBuiltin(NativePromise.prototype, 'then', methods.then);
}
