/** internalBinding('process_wrap'): child processes are not there yet. */
import { notImplemented } from '../thread/skeleton.ts';
import type { BindingFactory } from '../thread/thread.ts';

class Process {
  constructor() {
    notImplemented('child processes (node:child_process)');
  }
}

export const processWrap: BindingFactory = (thread) => ({
  ...thread.skeleton('process_wrap'),
  Process,
});
