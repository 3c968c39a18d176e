/** Whether code runs again by itself when it has been edited: off unless the reader chose it. */
import { effect, signal } from '@preact/signals';

const KEY = 'in-step:run-on-edit';
/** Milliseconds without another edit. */
const PAUSE = 700;

export const runsOnEdit = signal(false);

/** Takes the reader's choice of earlier visits, and keeps what is chosen now. */
export function connectRunOnEdit(storage: () => Storage): void {
  const quietly = (action: () => void) => {
    try {
      action();
    } catch {
      // The browser keeps nothing for this page.
    }
  };
  quietly(() => (runsOnEdit.value = storage().getItem(KEY) === 'true'));
  effect(() => {
    const isOn = runsOnEdit.value;
    quietly(() => (isOn ? storage().setItem(KEY, 'true') : storage().removeItem(KEY)));
  });
}

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
