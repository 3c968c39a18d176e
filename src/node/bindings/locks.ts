/** internalBinding('locks'): navigator.locks is not there yet. */
import { notImplemented } from '../thread/skeleton.ts';
import type { BindingFactory } from '../thread/thread.ts';

export const locks: BindingFactory = (thread) => ({
  ...thread.skeleton('locks'),
  request: () => notImplemented('navigator.locks.request()'),
  query: () => notImplemented('navigator.locks.query()'),
});
