/** The reader's edits of a sandbox, kept in the browser from visit to visit. */

export interface Edits {
  /** Hash of the lesson's source that was edited (`RecordedRun.source`). */
  source: string;
  /** Only the files that differ from the lesson's. */
  files: Record<string, string>;
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

/** Keeps edits, or forgets them if no file differs. False if the browser refused. */
export function saveEdits(storage: () => Storage, sandbox: string, edits: Edits): boolean {
  try {
    if (Object.keys(edits.files).length === 0) storage().removeItem(key(sandbox));
    else storage().setItem(key(sandbox), JSON.stringify(edits));
    return true;
  } catch {
    return false;
  }
}

function isEdits(value: unknown): value is Edits {
  if (typeof value !== 'object' || value === null) return false;
  const { source, files } = value as Partial<Edits>;
  return (
    typeof source === 'string' &&
    typeof files === 'object' &&
    files !== null &&
    Object.values(files).every((text) => typeof text === 'string')
  );
}
