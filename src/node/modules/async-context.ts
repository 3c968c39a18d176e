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
  currentPromise,
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
const AsyncGeneratorPrototype = Object.getPrototypeOf(async function* () {}).prototype;
const nativeReturn = AsyncGeneratorPrototype.return;
const nativeFromAsync = Array.fromAsync;
const { apply } = Reflect;

let current: unknown;
let active = false;
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
function keep(value: unknown): unknown {
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

/** What `for await` and `yield*` are to iterate instead of `iterable`. */
function iterate(iterable: any, text = '(intermediate value)'): unknown {
  if (iterable === undefined || iterable === null) return iterable;
  const object = Object(iterable);
  if (!(Symbol.asyncIterator in object) && !(Symbol.iterator in object)) {
    throw new TypeError(`${text} is not async iterable`);
  }
  if (!active) return iterable;
  const asyncMethod = iterable[Symbol.asyncIterator];
  if (asyncMethod !== undefined && asyncMethod !== null) {
    if (typeof asyncMethod !== 'function') return iterable;
    return { [Symbol.asyncIterator]: () => keptIterator(apply(asyncMethod, iterable, [])) };
  }
  const method = iterable[Symbol.iterator];
  if (typeof method !== 'function') return iterable;
  return {
    [Symbol.asyncIterator]() {
      const iterator = apply(method, iterable, []);
      return isObject(iterator) ? keptIterator(asyncFromSync(iterator)) : iterator;
    },
  };
}

const isObject = (value: unknown): value is any =>
  (typeof value === 'object' && value !== null) || typeof value === 'function';

/** An async iterator whose steps keep the frame of the moment in which they were asked for. */
function keptIterator(iterator: any): unknown {
  if (!isObject(iterator)) return iterator;
  const kept = (method: any) => {
    if (typeof method !== 'function') return method;
    return (...args: unknown[]) => keep(apply(method, iterator, args));
  };
  return {
    next: kept(iterator.next),
    get return() {
      return kept(iterator.return);
    },
    get throw() {
      return kept(iterator.throw);
    },
  };
}

/** %AsyncFromSyncIteratorPrototype%: what `for await` makes of a synchronous iterator. */
function asyncFromSync(iterator: any): unknown {
  const { next } = iterator;

  const closeAndThrow = (error: unknown): never => {
    try {
      iterator.return?.();
    } catch {
      // The first error wins.
    }
    throw error;
  };

  const step = (result: any, closeOnRejection: boolean): Promise<unknown> => {
    if (!isObject(result))
      throw new TypeError(`Iterator result ${String(result)} is not an object`);
    const done = Boolean(result.done);
    const close = !done && closeOnRejection ? closeAndThrow : undefined;
    const { value } = result;
    let promise: Promise<unknown>;
    try {
      promise = promiseResolve(value);
    } catch (error) {
      if (close) close(error);
      throw error;
    }
    return apply(nativeThen, promise, [(settled: unknown) => ({ value: settled, done }), close]);
  };

  /** IfAbruptRejectPromise: an error of the iterator rejects the step. */
  const rejecting = (run: () => Promise<unknown>): Promise<unknown> => {
    try {
      return run();
    } catch (error) {
      return NativePromise.reject(error);
    }
  };

  return {
    next: (...args: unknown[]) => rejecting(() => step(apply(next, iterator, args), true)),
    return: (...args: unknown[]) =>
      rejecting(() => {
        const method = iterator.return;
        if (method === undefined || method === null) {
          return NativePromise.resolve({ value: args[0], done: true });
        }
        return step(apply(method, iterator, args), false);
      }),
    throw: (...args: unknown[]) =>
      rejecting(() => {
        const method = iterator.throw;
        if (method !== undefined && method !== null) {
          return step(apply(method, iterator, args), true);
        }
        iterator.return?.();
        throw new TypeError("The iterator does not provide a 'throw' method");
      }),
  };
}

/** Stands around an `await using` declaration: brings back the frame after its awaited disposal. */
class Disposal {
  #frame: unknown;
  #left = false;

  /** Remembers the current frame now (for loops, whose scope cannot hold `leaving()`). */
  now(): this {
    this.#frame = current;
    this.#left = true;
    return this;
  }

  /** To be disposed of just before the resource: remembers the frame of leaving the scope. */
  leaving(): Disposable {
    return { [Symbol.dispose]: () => void this.now() };
  }

  [Symbol.dispose](): void {
    if (this.#left) current = this.#frame;
  }
}

/** What rewritten code calls `__frame` (FRAME in await-transform.ts). */
export const asyncContext = Object.freeze({
  /** What `new Promise` of Node's lib makes. */
  get Promise() {
    return currentPromise();
  },
  keep,
  iterate,
  disposal: () => new Disposal(),
});

/**
 * What the built-in `Array.fromAsync`, which awaits by itself, is to be called with. Of a synchronous
 * iterator it awaits the values (V8 takes no turn for a step, as `for await` does).
 */
function fromAsyncArguments(items: any, mapper: unknown, thisArg: unknown): unknown[] {
  const frame = current;
  const mapping = function (this: unknown, ...args: unknown[]) {
    current = frame;
    return keep(apply(mapper as () => void, this, args));
  };
  const isAsync = items?.[Symbol.asyncIterator] != null;
  const method = items?.[Symbol.iterator];
  let iterated = items;
  if (isAsync) iterated = iterate(items);
  else if (typeof method === 'function') {
    iterated = { [Symbol.iterator]: () => keptValues(apply(method, items, []), frame) };
  }
  return [iterated, typeof mapper === 'function' ? mapping : mapper, thisArg];
}

/** A synchronous iterator whose steps run in `frame`, and whose values bring it back. */
function keptValues(iterator: any, frame: unknown): unknown {
  const { next } = iterator;
  return {
    next() {
      current = frame;
      const result = apply(next, iterator, []) as any;
      return result.done ? result : { value: keep(result.value), done: false };
    },
    get return() {
      const method = iterator.return;
      return typeof method === 'function' ? () => apply(method, iterator, []) : method;
    },
  };
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
 * Makes `Promise.prototype.then` (and what else awaits by itself) capture the current frame. To be called once in a thread, before
 * Node's primordials are taken; in a page's realm, never on `Promise` itself, whose species and
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
    return(this: unknown, value: unknown) {
      return apply(nativeReturn, this, [keep(value)]);
    },
    fromAsync(this: unknown, items: unknown, ...[mapper, thisArg]: unknown[]) {
      const args = active ? fromAsyncArguments(items, mapper, thisArg) : [items, mapper, thisArg];
      return apply(nativeFromAsync as () => Promise<unknown[]>, this, args);
    },
  };
  replaceBuiltin(NativePromise.prototype, 'then', methods.then);
  replaceBuiltin(AsyncGeneratorPrototype, 'return', methods.return);
  replaceBuiltin(Array, 'fromAsync', methods.fromAsync);
}
