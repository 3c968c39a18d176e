/** What differs between two versions of a sandbox's code, line by line. */
import { structuredPatch } from 'diff';

type Files = Record<string, string>;

export interface DiffLine {
  kind: 'same' | 'added' | 'removed';
  text: string;
}

export interface FileDiff {
  file: string;
  /** Runs of lines around changes; lines between them are the same in both. */
  hunks: DiffLine[][];
}

const kinds: Record<string, DiffLine['kind']> = { ' ': 'same', '+': 'added', '-': 'removed' };

/** The files that differ, in the order of `after`. */
export function differences(before: Files, after: Files): FileDiff[] {
  return Object.keys(after)
    .filter((file) => before[file] !== after[file])
    .map((file) => ({ file, hunks: hunksOf(before[file] ?? '', after[file]!) }));
}

function hunksOf(before: string, after: string): DiffLine[][] {
  const { hunks } = structuredPatch('', '', before, after, '', '', { context: 3 });
  return hunks.map(({ lines }) =>
    lines
      // `\ No newline at end of file` is of no use to a reader of code.
      .filter((line) => line[0]! in kinds)
      .map((line) => ({ kind: kinds[line[0]!]!, text: line.slice(1) })),
  );
}
