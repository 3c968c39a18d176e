/** What the reader has set for every notebook of the site, kept in the browser. */
import { effect, signal } from '@preact/signals';

const KEY = 'in-step:settings';

/** Less motion than the system asks for, whatever that is. */
export const isCalm = signal(false);
/** How long runs took and when each line was printed is shown. */
export const showsTimings = signal(false);
/** Code runs again by itself when it has been edited. */
export const runsOnEdit = signal(false);

/** Takes what was kept, and keeps what changes. */
export function connectSettings(storage: () => Storage): void {
  const kept = load(storage);
  isCalm.value = kept['isCalm'] === true;
  showsTimings.value = kept['showsTimings'] === true;
  runsOnEdit.value = kept['runsOnEdit'] === true;
  let isFirst = true;
  effect(() => {
    const settings = {
      isCalm: isCalm.value,
      showsTimings: showsTimings.value,
      runsOnEdit: runsOnEdit.value,
    };
    if (!isFirst) save(storage, settings);
    isFirst = false;
  });
}

/** True if things that move by themselves are to keep still, by these settings or the system's. */
export function prefersLessMotion(): boolean {
  return isCalm.value || matchMedia('(prefers-reduced-motion: reduce)').matches;
}

function load(storage: () => Storage): Record<string, unknown> {
  try {
    return (JSON.parse(storage().getItem(KEY) ?? '{}') ?? {}) as Record<string, unknown>;
  } catch {
    return {};
  }
}

function save(storage: () => Storage, settings: object): void {
  try {
    storage().setItem(KEY, JSON.stringify(settings));
  } catch {
    // The browser keeps nothing for this page: they hold until it is left.
  }
}
