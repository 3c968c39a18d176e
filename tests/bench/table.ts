/** The table that npm run bench prints. */
import type { Row } from './rows.ts';
import type { Measured } from './statistics.ts';

/** `missing`: why there is no number. */
export type Outcome = Measured | { missing: string };

export interface ResultRow extends Pick<Row, 'name' | 'unit'> {
  /** By the runtime's name. */
  outcomes: Record<string, Outcome>;
}

/** How many times more time, memory … than `base`: 2 is twice as slow. */
export function ratio(row: ResultRow, base: Outcome, outcome: Outcome): number | undefined {
  if ('missing' in base || 'missing' in outcome) return undefined;
  return row.unit === '/s' ? base.median / outcome.median : outcome.median / base.median;
}

/** `times` is the ratio to the first runtime, which has none itself. */
export type Compared = Outcome & { times?: number };

/** The rows as they are kept, with ratios. */
export function withRatios([first, ...others]: string[], rows: ResultRow[]) {
  return rows.map((row) => {
    const base = row.outcomes[first!]!;
    const outcomes: Record<string, Compared> = { [first!]: base };
    for (const name of others) {
      const times = ratio(row, base, row.outcomes[name]!);
      outcomes[name] = { ...row.outcomes[name]!, ...(times !== undefined && { times }) };
    }
    return { ...row, outcomes };
  });
}

/**
 * Lines: medians with the least and greatest of their repetitions, and after the first runtime
 * ratios to it. A dash has a footnote that says why.
 */
export function formatTable(runtimes: string[], rows: ResultRow[]): string {
  const notes: string[] = [];
  const noteOf = (text: string): number => {
    if (!notes.includes(text)) notes.push(text);
    return notes.indexOf(text) + 1;
  };
  const [first] = runtimes;
  const cells = rows.map((row) => [
    `${row.name}, ${row.unit === '/s' ? 'per second' : row.unit}`,
    ...runtimes.map((name) => {
      const outcome = row.outcomes[name]!;
      if ('missing' in outcome) return `– [${noteOf(`${name}: ${outcome.missing}`)}]`;
      const { median, min, max } = outcome;
      const times = name === first ? undefined : ratio(row, row.outcomes[first!]!, outcome);
      const spread = `${round(median)} (${round(min)}–${round(max)})`;
      return times === undefined ? spread : `${spread} ×${round(times)}`;
    }),
  ]);
  const table = align([['', ...runtimes], ...cells]);
  return [...table, ...notes.map((note, i) => `${i === 0 ? '\n' : ''}[${i + 1}] ${note}`)].join(
    '\n',
  );
}

/** Three digits that count. */
function round(value: number): string {
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value) || 1)));
  return value.toFixed(Math.min(digits, 2)).replace(/\.0+$/, '');
}

function align(lines: string[][]): string[] {
  const widths = lines[0]!.map((_, column) =>
    Math.max(...lines.map((line) => line[column]!.length)),
  );
  return lines.map((line) =>
    line
      .map((cell, i) => cell.padEnd(widths[i]!))
      .join('  ')
      .trimEnd(),
  );
}
