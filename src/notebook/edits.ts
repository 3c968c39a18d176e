/** The reader's edits of a sandbox, with the values of its controls, kept in the browser from visit to visit. */

import type { Values } from './controls.ts';

export interface Edits {
  /** Hash of the lesson's source that was edited (`RecordedRun.source`). */
  source: string;
  /** Only the files that differ from the lesson's. */
  files: Record<string, string>;
  /** All of its controls, if any stands elsewhere than in the lesson. */
  values?: Values;
}

const key = (sandbox: string) => `in-step:edits:${sandbox}`;

/** The edits kept for a sandbox; null if there are none or the browser lets the page keep none. */
export function loadEdits(storage: () => Storage, sandbox: string): Edits | null {
  try {
    const value: unknown = JSON.parse(storage().getItem(key(sandbox)) ?? 'null');
    return isEdits(value) ? value : null;
  } catch {
    return null;
  }
}

/** Keeps edits, or forgets them if nothing differs. False if the browser refused. */
export function saveEdits(storage: () => Storage, sandbox: string, edits: Edits): boolean {
  try {
    if (Object.keys(edits.files).length === 0 && !edits.values) storage().removeItem(key(sandbox));
    else storage().setItem(key(sandbox), JSON.stringify(edits));
    return true;
  } catch {
    return false;
  }
}

function isEdits(value: unknown): value is Edits {
  if (typeof value !== 'object' || value === null) return false;
  const { source, files, values = {} } = value as Partial<Edits>;
  return typeof source === 'string' && areTexts(files) && areTexts(values);
}

function areTexts(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.values(value).every((text) => typeof text === 'string')
  );
}
