/** internalBinding('errors'): src/node_errors.cc. */
import type { BindingFactory } from '../thread/thread.ts';

/** node::errors::NoSideEffectsToString, that is V8's Object::NoSideEffectsToString. */
function noSideEffectsToString(value: unknown): string {
  if (Error.isError(value)) return Error.prototype.toString.call(value);
  if (typeof value === 'object' && value !== null) {
    const constructor = Object.getPrototypeOf(value)?.constructor;
    return `#<${typeof constructor === 'function' ? constructor.name : 'Object'}>`;
  }
  return String(value);
}

export const errors: BindingFactory = (thread) => ({
  ...thread.skeleton('errors'),
  setPrepareStackTraceCallback(callback: any) {
    thread.stacks.nodeCallback = callback;
  },
  setEnhanceStackForFatalException(before: any, after: any) {
    thread.hooks.enhancers = { before, after };
  },
  setGetSourceMapErrorSource() {},
  setSourceMapsEnabled() {},
  setMaybeCacheGeneratedSourceMap() {},
  noSideEffectsToString,
  triggerUncaughtException: (error: unknown, fromPromise: boolean) =>
    thread.triggerUncaughtException(error, fromPromise),
});
