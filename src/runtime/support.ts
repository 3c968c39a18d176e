/** What a browser must know for either container, whatever page it is on. */
import { BootError } from './words.ts';

/** Throws `unsupported`, naming what is missing. */
export function assertSupport(): void {
  const found: Record<string, unknown> = {
    WebAssembly: globalThis.WebAssembly,
    'Atomics.waitAsync': globalThis.Atomics?.waitAsync,
    'Promise.withResolvers': Promise.withResolvers,
  };
  const missing = Object.keys(found).filter((name) => found[name] === undefined);
  if (missing.length > 0) throw new BootError('unsupported', `no ${missing.join(', ')}`);
}
