/** Runs code again when it has been edited, if the reader chose that. */
import { effect } from '@preact/signals';
import { runsOnEdit } from './reader-settings.ts';

/** Milliseconds without another edit. */
const PAUSE = 700;

/** Calls `run` when `files()` has changed and then kept still, while that is wanted. */
export function onEdit(files: () => unknown, run: () => void): void {
  let last = files();
  effect(() => {
    const current = files();
    if (current === last || !runsOnEdit.value) return void (last = current);
    last = current;
    const timer = setTimeout(run, PAUSE);
    return () => clearTimeout(timer);
  });
}
