/** internalBinding('spawn_sync'): child processes are not there yet. */
import { notImplemented } from '../thread/skeleton.ts';
import type { BindingFactory } from '../thread/thread.ts';

export const spawnSync: BindingFactory = () => ({
  spawn: () => notImplemented('child processes (node:child_process)'),
});
