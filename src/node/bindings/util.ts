/** internalBinding('util'): src/node_util.cc. */
import type { CallSite } from '../thread/call-site.ts';
import { proxyDetails } from '../thread/proxies.ts';
import type { BindingFactory, Thread } from '../thread/thread.ts';
import { typeTests } from './types.ts';
import { previewEntries } from './preview-entries.ts';
import { parseEnv } from './parse-env.ts';

/** The browser's own, of which promise hooks do not hear. */
const { then } = Promise.prototype;

/** uv_handle_type as an index of `handleTypes` in lib/internal/util.js. */
const HANDLE = { TTY: 1, FILE: 3, PIPE: 4, UNKNOWN: 5 } as const;

/** Bits of `constants`: which properties getOwnNonIndexProperties() gives. */
const ONLY_ENUMERABLE = 2;

const isIndex = (key: PropertyKey): boolean =>
  typeof key === 'string' && /^(0|[1-9]\d*)$/.test(key) && Number(key) < 2 ** 32 - 1;

function getOwnNonIndexProperties(object: object, filter: number): PropertyKey[] {
  const keys = Reflect.ownKeys(object).filter((key) => !isIndex(key));
  if (filter !== ONLY_ENUMERABLE) return keys;
  return keys.filter((key) => Object.getOwnPropertyDescriptor(object, key)?.enumerable);
}

function getConstructorName(object: object): string {
  for (let at: object | null = object; at; at = Object.getPrototypeOf(at)) {
    const constructor = Object.getOwnPropertyDescriptor(at, 'constructor')?.value;
    if (typeof constructor === 'function' && constructor.name) return constructor.name;
  }
  return '';
}

function callSites(thread: Thread, frames: number) {
  // The uppermost one is lib's own util.getCallSites().
  return thread.stacks
    .captureCallSites(frames + 1)
    .slice(1)
    .map((site: CallSite) => ({
      functionName: site.getFunctionName() ?? '',
      scriptId: '0',
      scriptName: site.getFileName() ?? '',
      lineNumber: site.getLineNumber(),
      columnNumber: site.getColumnNumber(),
      column: site.getColumnNumber(),
    }));
}

/** Line, column and script of the frame below the one that asks; undefined if there is none. */
function callerLocation(thread: Thread): [number, number, string] | undefined {
  const site: CallSite | undefined = thread.stacks.captureCallSites(2)[1];
  return site && [site.getLineNumber()!, site.getColumnNumber()!, site.getFileName() ?? ''];
}

/**
 * Exports of another module as properties, whose values V8 fetches when they are first read. Of a
 * module that is loaded they are values at once, of others getters that replace themselves.
 */
function defineLazyProperties(
  thread: Thread,
  target: object,
  id: string,
  keys: string[],
  enumerable = true,
): void {
  const { BuiltinModule } = thread.require('internal/bootstrap/realm');
  const { loaded } = BuiltinModule.map.get(id);
  for (const key of keys) {
    const define = (value: unknown) =>
      Object.defineProperty(target, key, {
        value,
        configurable: true,
        enumerable,
        writable: true,
      });
    if (loaded) {
      define(thread.require(id)[key]);
      continue;
    }
    const accessors = {
      get() {
        const value = thread.require(id)[key];
        define(value);
        return value;
      },
      set(value: unknown) {
        define(value);
      },
    };
    Object.defineProperty(accessors.get, 'name', { value: key });
    Object.defineProperty(accessors.set, 'name', { value: key });
    Object.defineProperty(target, key, { ...accessors, configurable: true, enumerable });
  }
}

function guessHandleType(thread: Thread, fd: number): number {
  const kinds = { tty: HANDLE.TTY, pipe: HANDLE.PIPE, file: HANDLE.FILE, unknown: HANDLE.UNKNOWN };
  return kinds[thread.output.handleKind(fd)];
}

const getSharedArrayBufferGrowable = Object.getOwnPropertyDescriptor(
  SharedArrayBuffer.prototype,
  'growable',
)!.get!;

export const util: BindingFactory = (thread) => ({
  ...thread.skeleton('util'),
  ...Object.fromEntries(
    Object.keys(thread.skeleton('util'))
      .filter((name) => name in typeTests)
      .map((name) => [name, typeTests[name]]),
  ),
  privateSymbols: thread.privateSymbols,
  shouldAbortOnUncaughtToggle: Uint32Array.of(1),
  isArrayBufferView: ArrayBuffer.isView,
  isDataView: (value: unknown) => ArrayBuffer.isView(value) && value instanceof DataView,
  isTypedArray: (value: unknown) => ArrayBuffer.isView(value) && !(value instanceof DataView),
  isUint8Array: (value: unknown) =>
    ArrayBuffer.isView(value) && typedArrayName.call(value) === 'Uint8Array',
  getSharedArrayBufferGrowable,
  isInsideNodeModules: (frames: number) => {
    const [top] = thread.stacks
      .captureCallSites(frames || 10)
      .filter((site) => !site.getFileName()?.startsWith('node:'));
    return /[/\\]node_modules[/\\]/.test(top?.getFileName() ?? '');
  },
  getPromiseDetails: (value: unknown) =>
    typeTests['isPromise']!(value)
      ? thread.promiseStates.details(value as Promise<unknown>)
      : undefined,
  getProxyDetails(value: object, both = true) {
    const details = proxyDetails(value);
    return both ? details : details?.[0];
  },
  getCallerLocation: () => callerLocation(thread),
  previewEntries,
  getOwnNonIndexProperties,
  getConstructorName,
  getExternalValue: () => 0n,
  getCallSites: (frames: number) => callSites(thread, frames),
  sleep: (ms: number) => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms),
  parseEnv,
  arrayBufferViewHasBuffer: () => true,
  constructSharedArrayBuffer: (length: number) => new SharedArrayBuffer(length),
  markPromiseAsHandled: (promise: Promise<unknown>) => void then.call(promise, undefined, () => {}),
  guessHandleType: (fd: number) => guessHandleType(thread, fd),
  defineLazyProperties: (target: object, id: string, keys: string[], enumerable?: boolean) =>
    defineLazyProperties(thread, target, id, keys, enumerable),
});

const typedArrayName = Object.getOwnPropertyDescriptor(
  Object.getPrototypeOf(Uint8Array.prototype),
  Symbol.toStringTag,
)!.get!;
