/**
 * `gc` of --expose-gc. A page cannot tell the engine to collect garbage, only press it: so much
 * memory asked for and let go makes it collect what nothing refers to, soon if not at once.
 */
import type { Thread } from './thread.ts';

const BLOCK_BYTES = 2 ** 27;
const BLOCKS = 8;

function press(): void {
  for (let i = 0; i < BLOCKS; i++) void new ArrayBuffer(BLOCK_BYTES); // is never touched
}

/** With `{ execution: 'async' }` it gives a promise, as V8's does. */
function gc(options?: { execution?: unknown }): Promise<void> | undefined {
  if (options?.execution !== 'async') return void press();
  return Promise.resolve().then(press);
}

/** --expose-gc is an option of V8, and so of the process: its threads have it from the first one. */
export function exposesGarbageCollection(thread: Thread): boolean {
  if (!thread.init.isMainThread) return thread.init.exposesGarbageCollection ?? false;
  return Boolean(thread.require('internal/options').getOptionValue('--expose-gc'));
}

export function exposeGarbageCollection(scope: object): void {
  Object.defineProperty(scope, 'gc', { value: gc, configurable: true, writable: true });
}
