/**
 * How far the reader has come, kept in this browser alone: what was predicted, run and solved of
 * each sandbox. A notebook writes it; the home page's map and the sidebar show it by chapter.
 */
export interface Marks {
  hasRun?: boolean;
  /** The exercise's claims held of a run. */
  isSolved?: boolean;
  /** What was chosen, from 0, by the question's id. */
  predictions?: Record<string, number>;
}

export const MARKS_KEY = 'in-step:marks';
/** Dispatched on the window when the marks have changed in this tab. */
export const MARKS_EVENT = 'in-step:marks';

/** By sandbox; empty if there are none or the browser lets the page keep none. */
export function loadMarks(storage: () => Storage): Record<string, Marks> {
  try {
    const value: unknown = JSON.parse(storage().getItem(MARKS_KEY) ?? '{}');
    return isObject(value) ? (value as Record<string, Marks>) : {};
  } catch {
    return {};
  }
}

/** Adds to a sandbox's marks. What the browser refuses to keep is gone when the page is left. */
export function addMarks(storage: () => Storage, sandbox: string, added: Marks): void {
  const all = loadMarks(storage);
  save(storage, { ...all, [sandbox]: { ...all[sandbox], ...added } });
}

export function clearMarks(storage: () => Storage): void {
  save(storage, {});
}

function save(storage: () => Storage, marks: Record<string, Marks>): void {
  try {
    if (Object.keys(marks).length === 0) storage().removeItem(MARKS_KEY);
    else storage().setItem(MARKS_KEY, JSON.stringify(marks));
  } catch {
    return;
  }
  globalThis.dispatchEvent?.(new Event(MARKS_EVENT)); // unit tests have no window
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
