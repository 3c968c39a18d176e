/**
 * Iteration that awaits: `for await`, `yield*` of async generators and `Array.fromAsync`. Each step
 * keeps the frame of the moment in which it was asked for (async-context.ts).
 */
import { active, getFrame, keep, setFrame } from './async-context.ts';
import { replaceBuiltin } from './function-text.ts';
import { promiseResolve } from './promise-hooks.ts';

const NativePromise = Promise;
const nativeThen = Promise.prototype.then;
const AsyncGeneratorPrototype = Object.getPrototypeOf(async function* () {}).prototype;
const nativeReturn = AsyncGeneratorPrototype.return;
const nativeFromAsync = Array.fromAsync;
const { apply } = Reflect;

const isObject = (value: unknown): value is any =>
  (typeof value === 'object' && value !== null) || typeof value === 'function';

/** What `for await` and `yield*` are to iterate instead of `iterable`. */
export function iterate(iterable: any, text = '(intermediate value)'): unknown {
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

/**
 * What the built-in `Array.fromAsync`, which awaits by itself, is to be called with. Of a synchronous
 * iterator it awaits the values (V8 takes no turn for a step, as `for await` does).
 */
function fromAsyncArguments(items: any, mapper: unknown, thisArg: unknown): unknown[] {
  const frame = getFrame();
  const mapping = function (this: unknown, ...args: unknown[]) {
    setFrame(frame);
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
      setFrame(frame);
      const result = apply(next, iterator, []) as any;
      return result.done ? result : { value: keep(result.value), done: false };
    },
    get return() {
      const method = iterator.return;
      return typeof method === 'function' ? () => apply(method, iterator, []) : method;
    },
  };
}

/** Makes the built-ins that await by themselves keep the frame. Once in a thread, before primordials. */
export function installKeptIteration(): void {
  const methods = {
    return(this: unknown, value: unknown) {
      return apply(nativeReturn, this, [keep(value)]);
    },
    fromAsync(this: unknown, items: unknown, ...[mapper, thisArg]: unknown[]) {
      const args = active ? fromAsyncArguments(items, mapper, thisArg) : [items, mapper, thisArg];
      return apply(nativeFromAsync as () => Promise<unknown[]>, this, args);
    },
  };
  replaceBuiltin(AsyncGeneratorPrototype, 'return', methods.return);
  replaceBuiltin(Array, 'fromAsync', methods.fromAsync);
}
