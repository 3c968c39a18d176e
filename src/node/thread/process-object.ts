/** The process object as C++ makes it: node::CreateProcessObject and PatchProcessObject. */
import type { NodeData } from './lib.ts';
import type { ThreadInit } from '../protocol.ts';

/** Indices of `process[exit_info_private_symbol]`. */
export const EXIT_INFO = { exiting: 0, exitCode: 1, hasExitCode: 2 } as const;

export const EXEC_PATH = '/usr/local/bin/node';

/** process.env: values become strings, as in Node. */
function createEnv(variables: Record<string, string>): Record<string, string> {
  const toText = (value: unknown): string => {
    if (typeof value === 'symbol') throw new TypeError('Cannot convert a Symbol value to a string');
    return String(value);
  };
  return new Proxy(Object.assign(Object.create(null), variables), {
    set(target, key, value) {
      if (typeof key === 'symbol') {
        throw new TypeError('Cannot convert a Symbol value to a string');
      }
      target[key] = toText(value);
      return true;
    },
    defineProperty(target, key, descriptor) {
      const isPlain =
        'value' in descriptor &&
        descriptor.configurable &&
        descriptor.writable &&
        descriptor.enumerable;
      if (!isPlain) {
        const error = new TypeError(
          "'process.env' only accepts a configurable, writable, and enumerable data descriptor",
        );
        throw Object.assign(error, { code: 'ERR_INVALID_OBJECT_DEFINE_PROPERTY' });
      }
      return Reflect.defineProperty(target, key, {
        ...descriptor,
        value: toText(descriptor.value),
      });
    },
  });
}

export function createProcessObject(data: NodeData, exitInfoSymbol: symbol): any {
  const constructor = { process() {} }.process;
  const prototype = Object.create(Object.prototype, {
    constructor: { value: constructor, configurable: true, enumerable: false, writable: true },
  });
  const process = Object.create(prototype);
  const readOnly = {
    version: data.version,
    versions: Object.freeze({ ...data.versions }),
    arch: 'x64',
    platform: 'linux',
    release: data.release,
  };
  for (const [key, value] of Object.entries(readOnly)) {
    Object.defineProperty(process, key, { value, enumerable: true });
  }
  process[exitInfoSymbol] = new Int32Array(3);
  process.env = createEnv({});
  return process;
}

/** What is known only once the thread has its `ThreadInit`. */
export function patchProcessObject(process: any, init: ThreadInit): void {
  process.title = 'node';
  process.argv = [...init.argv];
  process.execArgv = [...init.execArgv];
  process.env = createEnv(init.env);
  process.pid = init.pid;
  process.ppid = init.ppid;
  process.execPath = EXEC_PATH;
  process.debugPort = 9229;
}
