/** internalBinding('errors'): src/node_errors.cc. */
import type { BindingFactory, Thread } from '../thread/thread.ts';

/** node::errors::NoSideEffectsToString, that is V8's Object::NoSideEffectsToString. */
function noSideEffectsToString(value: unknown): string {
  if (Error.isError(value)) return Error.prototype.toString.call(value);
  if (typeof value === 'object' && value !== null) {
    const constructor = Object.getPrototypeOf(value)?.constructor;
    return `#<${typeof constructor === 'function' ? constructor.name : 'Object'}>`;
  }
  return String(value);
}

/** node::errors::GetErrorSourcePositions: the line of source that the uppermost frame stands in. */
function getErrorSourcePositions(thread: Thread, error: { stack?: unknown }) {
  void error.stack; // is formatted when it is first read, and its call sites known then
  const [site] = thread.stacks.sitesOf(error);
  if (!site?.position) return {};
  const { script, line, column } = site.position;
  return {
    sourceLine: thread.sourceLine(script, line),
    scriptResourceName: script,
    lineNumber: line,
    startColumn: column - 1,
  };
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
  getErrorSourcePositions: (error: object) => getErrorSourcePositions(thread, error),
  triggerUncaughtException: (error: unknown, fromPromise: boolean) =>
    thread.triggerUncaughtException(error, fromPromise),
});
