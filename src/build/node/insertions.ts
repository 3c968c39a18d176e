/** Text inserted into a source without moving anything to another line. */
import { sortEdits, type Edit } from '../../node/modules/source-edits.ts';

/** Several insertions at one offset keep their order. */
export type Insertion = Pick<Edit, 'at' | 'text'>;

/** Per 1-based line: [1-based column behind the inserted text, inserted length], ascending. */
export type InsertedColumns = Record<number, [number, number][]>;

export function applyInsertions(
  source: string,
  insertions: Insertion[],
): { text: string; columns: InsertedColumns } {
  const sorted = sortEdits(insertions);
  const columns: InsertedColumns = {};
  let text = '';
  let from = 0;
  let line = 1;
  let lineStart = 0;
  for (const insertion of sorted) {
    text += source.slice(from, insertion.at);
    for (
      let newline = text.indexOf('\n', lineStart);
      newline >= 0;
      newline = text.indexOf('\n', lineStart)
    ) {
      line++;
      lineStart = newline + 1;
    }
    text += insertion.text;
    (columns[line] ??= []).push([text.length - lineStart + 1, insertion.text.length]);
    from = insertion.at;
  }
  return { text: text + source.slice(from), columns };
}
