/** The process object as C++ makes it: node::CreateProcessObject and PatchProcessObject. */
import { Environment } from './environment.ts';
import type { NodeData } from './lib.ts';
import type { Thread } from './thread.ts';

/** Indices of `process[exit_info_private_symbol]`. */
export const EXIT_INFO = { exiting: 0, exitCode: 1, hasExitCode: 2 } as const;

export function createProcessObject(data: NodeData, exitInfoSymbol: symbol): any {
  // V8's messages (`#<process>`) take the name from the source, which the build would shorten.
  const constructor = new Function('return function process() {}')();
  const prototype = Object.create(Object.prototype, {
    constructor: { value: constructor, configurable: true, enumerable: false, writable: true },
  });
  Object.defineProperty(constructor, 'prototype', { value: prototype });
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
  process.env = new Environment({}).object;
  return process;
}

const environments = new WeakMap<object, Environment>();

/** The environment of a thread, by its process object. */
export function environmentOf(process: object): Environment {
  return environments.get(process)!;
}

/** What is known only once the thread has its `ThreadInit`. */
export function patchProcessObject(process: any, { init, files, require }: Thread): void {
  process.title = require('internal/options').getOptionValue('--title') || 'node';
  process.argv = [...init.argv];
  process.execArgv = [...init.execArgv];
  const environment = new Environment(init.env, init.sharedEnv);
  environments.set(process, environment);
  process.env = environment.object;
  process.pid = init.pid;
  Object.defineProperty(process, 'ppid', {
    get: () => files.parentOf(),
    configurable: true,
    enumerable: true,
  });
  process.execPath = init.execPath;
  process.debugPort = 9229;
}
