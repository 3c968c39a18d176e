/**
 * Promise hooks: what v8::Context::SetPromiseHooks tells of promises, as far as a page can know it.
 *
 * While hooks are set, the global `Promise` is `HookedPromise`, which makes the browser's own promises
 * and tells of them; its statics have it as their receiver, and so `all` or `withResolvers` make their
 * promises with it too. Reactions are told of by async-context.ts. What is told comes in V8's order,
 * and no promise takes a microtask more or less than without hooks. While none is set, nothing is told,
 * and nothing goes another way.
 */
import { replaceBuiltin } from './function-text.ts';

export interface PromiseHooks {
  init?: ((promise: Promise<unknown>, parent?: Promise<unknown>) => void) | undefined;
  /** A reaction that settles `promise` begins. */
  before?: ((promise: Promise<unknown>) => void) | undefined;
  after?: ((promise: Promise<unknown>) => void) | undefined;
  /** It has its value or its reason; not yet if it only waits for another promise. */
  settled?: ((promise: Promise<unknown>) => void) | undefined;
  /** Hears what a hook throws. */
  failed(error: unknown): void;
}

type Settle = (value?: unknown) => void;

const NativePromise = Promise;
const nativeResolve = Promise.resolve;
const resolveNatively = Promise.resolve.bind(Promise);
const nativeReject = Promise.reject;
const nativeTry = Promise.try as (...args: unknown[]) => Promise<unknown>;
const nativeFinally = Promise.prototype.finally;
const { apply, construct } = Reflect;

/** The hooks that are set. */
export let hooks: PromiseHooks | undefined;

/** The promise that HookedPromise has told of last. */
let lastConstructed: Promise<unknown> | undefined;

/** Those of HookedPromise that `then` made, by way of a subclass: their reaction tells the rest. */
const toldByReaction = new WeakSet<Promise<unknown>>();

/** Of an `await`: the promise of the reaction that goes on with the function, while that runs. */
let continuing: Promise<unknown> | undefined;

const isObject = (value: unknown): value is any =>
  (typeof value === 'object' && value !== null) || typeof value === 'function';

/** Sets hooks, or none. The program's `Promise` is the browser's own again without them. */
export function setPromiseHooks(next: PromiseHooks | undefined): void {
  hooks = next;
  const from = next ? NativePromise : HookedPromise;
  const descriptor = Object.getOwnPropertyDescriptor(globalThis, 'Promise');
  if (descriptor?.value !== from || !descriptor.configurable) return;
  const value = next ? HookedPromise : NativePromise;
  Object.defineProperty(globalThis, 'Promise', { ...descriptor, value });
}

function tell(
  event: 'init' | 'before' | 'after' | 'settled',
  promise: Promise<unknown>,
  parent?: Promise<unknown>,
): void {
  const told = hooks;
  try {
    told?.[event]?.(promise, parent);
  } catch (error) {
    told?.failed(error);
  }
}

/** `promise` was made by a `then` or an `await` of `parent`. */
export function tellDerived(promise: Promise<unknown>, parent: Promise<unknown>): void {
  if (promise === lastConstructed) toldByReaction.add(promise);
  else tell('init', promise, parent);
}

export function tellBefore(promise: Promise<unknown>): void {
  endContinuation();
  tell('before', promise);
}

export function tellAfter(promise: Promise<unknown>): void {
  tell('after', promise);
}

export function tellSettled(promise: Promise<unknown>): void {
  tell('settled', promise);
}

/** What goes on after an `await` does so now; `promise` is that of its reaction. */
export function beginContinuation(promise: Promise<unknown>): void {
  tellBefore(promise);
  continuing = promise;
}

/**
 * To be called where a microtask begins and where none is left: if the one before it went on after
 * an `await`, that has ended.
 */
export function endContinuation(): void {
  if (continuing === undefined) return;
  const promise = continuing;
  continuing = undefined;
  tell('settled', promise);
  tell('after', promise);
}

/**
 * What a promise is to be resolved with instead of `value`, in the same microtask: tells that it
 * is settled, now or, if `value` is a thenable, once that has called back. Throws what the getter
 * of its `then` throws.
 */
export function resolutionOf(promise: Promise<unknown>, value: any): unknown {
  const then = isObject(value) && value !== promise ? value.then : undefined;
  if (typeof then !== 'function') {
    tell('settled', promise);
    return value;
  }
  return {
    then(resolve: Settle, reject: Settle) {
      tellBefore(promise);
      const functions = resolvingFunctions(promise, resolve, reject);
      try {
        apply(then, value, functions);
      } catch (error) {
        functions[1](error);
      }
      tell('after', promise);
    },
  };
}

/** The functions that an executor is given: they tell that `promise` is settled, and settle it. */
function resolvingFunctions(
  promise: Promise<unknown>,
  resolve: Settle,
  reject: Settle,
): [resolve: Settle, reject: Settle] {
  let resolved = false;
  return [
    (value) => {
      if (resolved) return;
      resolved = true;
      if (toldByReaction.has(promise)) return resolve(value);
      let resolution: unknown;
      try {
        resolution = resolutionOf(promise, value);
      } catch (error) {
        tell('settled', promise);
        return reject(error);
      }
      resolve(resolution);
    },
    (reason) => {
      if (resolved) return;
      resolved = true;
      if (!toldByReaction.has(promise)) tell('settled', promise);
      reject(reason);
    },
  ];
}

/** `Promise` while hooks are set; what it makes are the browser's own promises. */
const HookedPromise: PromiseConstructor = new Proxy(NativePromise, {
  construct(target, args, newTarget): Promise<unknown> {
    const executor = args[0];
    if (!hooks || typeof executor !== 'function') return construct(target, args, newTarget);
    let resolve!: Settle;
    let reject!: Settle;
    const taken = (onResolve: Settle, onReject: Settle) => {
      resolve = onResolve;
      reject = onReject;
    };
    const promise: Promise<unknown> = construct(target, [taken], newTarget);
    tell('init', promise);
    lastConstructed = promise;
    const functions = resolvingFunctions(promise, resolve, reject);
    try {
      apply(executor, undefined, functions);
    } catch (error) {
      functions[1](error);
    }
    return promise;
  },
});

/** What `new Promise` of Node's lib means now. */
export function currentPromise(): PromiseConstructor {
  return hooks ? HookedPromise : NativePromise;
}

/** %PromiseResolve%(%Promise%, value). */
export function promiseResolve(value: unknown): Promise<unknown> {
  if (!hooks) return resolveNatively(value);
  if (value instanceof NativePromise && value.constructor === NativePromise) return value;
  return new HookedPromise((resolve) => resolve(value));
}

const isPromiseItself = (self: unknown) => self === NativePromise || self === HookedPromise;

/** Makes the statics of `Promise`, and `finally`, tell. Once in a thread, before primordials. */
export function installPromiseHooks(): void {
  for (const name of ['all', 'allSettled', 'any', 'race', 'withResolvers'] as const) {
    const native = NativePromise[name] as (...args: unknown[]) => unknown;
    const { [name]: method } = {
      [name](this: unknown, ...args: unknown[]) {
        return apply(native, isPromiseItself(this) ? currentPromise() : this, args);
      },
    };
    Object.defineProperty(method, 'length', { value: native.length, configurable: true });
    replaceBuiltin(NativePromise, name, method!);
  }
  const methods = {
    resolve(this: unknown, value: unknown) {
      return isPromiseItself(this) ? promiseResolve(value) : apply(nativeResolve, this, [value]);
    },
    reject(this: unknown, reason: unknown) {
      return apply(nativeReject, isPromiseItself(this) ? currentPromise() : this, [reason]);
    },
    /** V8's own, in some versions, makes the promise after the call. */
    try(this: unknown, callback: () => unknown, ...args: unknown[]) {
      if (hooks && isPromiseItself(this)) {
        return new HookedPromise((resolve) => resolve(apply(callback, undefined, args)));
      }
      args.unshift(callback);
      return apply(nativeTry, isPromiseItself(this) ? NativePromise : this, args);
    },
    finally(this: any, onFinally: unknown) {
      const isOwn = hooks && this instanceof NativePromise && this.constructor === NativePromise;
      if (!isOwn || typeof onFinally !== 'function') return apply(nativeFinally, this, [onFinally]);
      const after = (go: () => unknown) => promiseResolve(onFinally()).then(go);
      return this.then(
        (value: unknown) => after(() => value),
        (reason: unknown) =>
          after(() => {
            throw reason;
          }),
      );
    },
  };
  replaceBuiltin(NativePromise, 'resolve', methods.resolve);
  replaceBuiltin(NativePromise, 'reject', methods.reject);
  replaceBuiltin(NativePromise, 'try', methods.try);
  replaceBuiltin(NativePromise.prototype, 'finally', methods.finally);
}
