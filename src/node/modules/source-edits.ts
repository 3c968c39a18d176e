/**
 * Edits of a source text that keep every line where it is: what is inserted has no line break,
 * what is removed leaves its line breaks behind. So only columns move, and `originalColumn` moves
 * them back for stack traces.
 */

/** Removes `remove` characters (0 if absent) at offset `at` and puts `text` there. */
export interface Edit {
  at: number;
  text: string;
  remove?: number;
}

/** Where a column of the rewritten line lies in the original one; both count from 0. */
export interface OriginalColumn {
  column: number;
  /** The position lies in text that an edit inserted: no code of the author's. */
  inserted: boolean;
}

/** `head` goes before the source, on its first line; a hashbang becomes a comment. */
export function headEdit(source: string, head: string): Edit {
  return source.startsWith('#!') ? { at: 0, remove: 2, text: `${head}//` } : { at: 0, text: head };
}

/** Sorts by offset; edits at the same offset stay in the order in which they were made. */
export function sortEdits(edits: readonly Edit[]): Edit[] {
  return edits.toSorted((a, b) => a.at - b.at);
}

/** The text that takes the place of what `edit` removes: its own, and the removed line breaks. */
function replacement(source: string, edit: Edit): string {
  const removed = source.slice(edit.at, edit.at + (edit.remove ?? 0));
  return edit.text + removed.replaceAll(/[^\n\r\u2028\u2029]+/g, '');
}

/** Applies edits that do not overlap. */
export function applyEdits(source: string, edits: readonly Edit[]): string {
  let result = '';
  let position = 0;
  for (const edit of sortEdits(edits)) {
    result += source.slice(position, edit.at) + replacement(source, edit);
    position = edit.at + (edit.remove ?? 0);
  }
  return result + source.slice(position);
}

/** The part of `source` that became the part from `start` to `end` of the rewritten text. */
export function originalSlice(
  source: string,
  edits: readonly Edit[],
  start: number,
  end: number,
): string {
  const sorted = sortEdits(edits);
  const original = (offset: number): number => {
    let shift = 0;
    for (const edit of sorted) {
      if (edit.at + shift >= offset) break;
      const { length } = replacement(source, edit);
      // Within inserted text: where that stands.
      if (edit.at + shift + length > offset) return edit.at;
      shift += length - (edit.remove ?? 0);
    }
    return offset - shift;
  };
  return source.slice(original(start), original(end));
}

/** A run of one rewritten line: from column `start` on it is original text or inserted text. */
interface Run {
  start: number;
  original: number;
  inserted: boolean;
}

/**
 * Maps columns of the rewritten text back: `map(line, column)`, line from 1, columns from 0.
 * The map is made when it is first asked for, because stack traces are rare.
 */
export function columnMap(
  source: string,
  edits: readonly Edit[],
): (line: number, column: number) => OriginalColumn {
  let lines: Map<number, Run[]> | undefined;
  return (line, column) => {
    lines ??= runsOfLines(source, edits);
    const run = lines.get(line)?.findLast((candidate) => candidate.start <= column);
    if (run === undefined) return { column, inserted: false };
    if (run.inserted) return { column: run.original, inserted: true };
    return { column: run.original + column - run.start, inserted: false };
  };
}

function runsOfLines(source: string, edits: readonly Edit[]): Map<number, Run[]> {
  const lines = new Map<number, Run[]>();
  const lineBreak = /\r\n|[\n\r\u2028\u2029]/g;
  let line = 1;
  /** Offset in the source at which `line` begins, and how much longer the rewritten line is. */
  let lineStart = 0;
  let shift = 0;
  const advanceTo = (offset: number) => {
    for (;;) {
      lineBreak.lastIndex = lineStart;
      const found = lineBreak.exec(source);
      if (found === null || lineBreak.lastIndex > offset) return;
      line++;
      lineStart = lineBreak.lastIndex;
      shift = 0;
    }
  };
  const addRun = (run: Run) => {
    const runs = lines.get(line);
    if (runs === undefined) lines.set(line, [run]);
    else runs.push(run);
  };
  for (const edit of sortEdits(edits)) {
    advanceTo(edit.at);
    const column = edit.at - lineStart;
    addRun({ start: column + shift, original: column, inserted: true });
    shift += edit.text.length;
    const end = edit.at + (edit.remove ?? 0);
    const before = line;
    advanceTo(end);
    if (line === before) shift -= edit.remove ?? 0;
    else shift = lineStart - end;
    addRun({ start: end - lineStart + shift, original: end - lineStart, inserted: false });
  }
  return lines;
}
