/**
 * Promises that the browser settles by itself, outside the loop. Their reactions would run where no
 * callback scope drains nextTicks behind them; so they settle from the loop's poll phase instead.
 */
import type { Loop } from './loop.ts';

type Settle = (settle: () => void) => void;

/** `promise`, settled in the poll phase by way of `enter`. */
function through<T>(promise: PromiseLike<T>, enter: Settle): Promise<T> {
  return new Promise((resolve, reject) => {
    promise.then(
      (value) => enter(() => resolve(value)),
      (error) => enter(() => reject(error)),
    );
  });
}

function replace(target: object, name: string, length: number, method: (...args: any[]) => any) {
  const { enumerable } = Object.getOwnPropertyDescriptor(target, name)!;
  Object.defineProperty(method, 'name', { value: name });
  Object.defineProperty(method, 'length', { value: length });
  Object.defineProperty(target, name, {
    value: method,
    configurable: true,
    enumerable,
    writable: true,
  });
}

/** Ties WebAssembly.compile and instantiate, and Atomics.waitAsync, to the loop. */
export function tieToLoop(loop: Loop): void {
  for (const name of ['compile', 'instantiate'] as const) {
    const method: (...args: any[]) => Promise<unknown> = WebAssembly[name];
    // Compilation keeps the process alive, as V8's background tasks do in Node.
    replace(WebAssembly, name, 1, (...args) => {
      const request = loop.request((settle: () => void) => settle());
      return through(method.apply(WebAssembly, args), request);
    });
  }
  const { waitAsync } = Atomics;
  // A waiter does not keep the process alive.
  replace(Atomics, 'waitAsync', 4, (...args: Parameters<typeof Atomics.waitAsync>) => {
    const result = waitAsync.apply(Atomics, args);
    if (!result.async) return result;
    const value = through(result.value, (settle) => loop.enqueue(settle));
    return { async: true, value };
  });
}
