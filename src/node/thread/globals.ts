/** Makes a worker's global object Node's: what only a browser has goes away. */

/** Globals of the language itself, and those that stay as the browser has them. */
const KEPT = new Set(
  (
    'AggregateError Array ArrayBuffer AsyncDisposableStack Atomics BigInt BigInt64Array ' +
    'BigUint64Array Boolean DataView Date DisposableStack Error EvalError FinalizationRegistry ' +
    'Float16Array Float32Array Float64Array Function Infinity Int16Array Int32Array Int8Array ' +
    'Intl Iterator JSON Map Math NaN Number Object Promise Proxy RangeError ReferenceError ' +
    'Reflect RegExp Set SharedArrayBuffer String SuppressedError Symbol SyntaxError Temporal ' +
    'TypeError URIError Uint16Array Uint32Array Uint8Array Uint8ClampedArray WeakMap WeakRef ' +
    'WeakSet WebAssembly console decodeURI decodeURIComponent encodeURI ' +
    'encodeURIComponent escape eval globalThis isFinite isNaN parseFloat parseInt undefined ' +
    'unescape'
  ).split(' '),
);

/**
 * Removes every other string key from the global object and its prototypes; `globalThis` is an
 * Object then. Constants of a prototype cannot be removed: a key that is not enumerated hides them.
 */
export function hideBrowserGlobals(scope: object): void {
  for (let object = scope; object !== Object.prototype; object = Object.getPrototypeOf(object)) {
    for (const key of Object.getOwnPropertyNames(object)) {
      if (KEPT.has(key)) continue;
      const target = object as Record<string, unknown>;
      if (Reflect.deleteProperty(target, key) || Reflect.set(target, key, undefined)) continue;
      Object.defineProperty(scope, key, { configurable: true, writable: true });
    }
  }
}
