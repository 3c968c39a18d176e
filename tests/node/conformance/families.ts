/** Tests belong to families by the beginning of their names. */
import { explain, type Reason } from './reasons.ts';
import type { Result } from './result.ts';

/** Beginnings that are not the first word: of more words, or a family of another name. */
const FAMILIES: [RegExp, string][] = [
  [/^events?-|^eventtarget/, 'event'],
  [/^streams?\d*-/, 'stream'],
  [
    /^(async-hooks|async-local-storage|async-wrap|child-process|diagnostics-channel|next-tick|string-decoder|trace-events)\b/,
    '$&',
  ],
];

/** Families with fewer tests are one row of the table. */
const MIN_TESTS = 5;
const OTHERS = '(others)';

/** `parallel/test-child-process-exec.js` → `child-process`. */
export function familyOf(name: string): string {
  const stem = name
    .replace(/^.*\//, '')
    .replace(/^test-/, '')
    .replace(/\.[cm]?js$/, '');
  for (const [pattern, family] of FAMILIES) {
    const match = pattern.exec(stem);
    if (match) return family === '$&' ? match[0] : family;
  }
  return /^[^-_.]*/.exec(stem)![0];
}

export interface FamilyRow {
  family: string;
  /** How many pass in real Node, and how many of those in the tab. */
  real: number;
  tab: number;
  /** Why the others do not pass in the tab: how many for each reason. */
  reasons: Partial<Record<Reason, number>>;
}

/** The rows of the table, by name; the small families are last, as one. */
export function familyRows({ tests }: Pick<Result, 'tests'>): FamilyRow[] {
  const rows = new Map<string, FamilyRow>();
  for (const [name, outcome] of Object.entries(tests)) {
    const family = familyOf(name);
    const row = rows.get(family) ?? { family, real: 0, tab: 0, reasons: {} };
    rows.set(family, row);
    row.real++;
    if (outcome.status === 'passed') row.tab++;
    else add(row.reasons, explain(outcome).reason, 1);
  }
  const others: FamilyRow = { family: OTHERS, real: 0, tab: 0, reasons: {} };
  const large: FamilyRow[] = [];
  for (const row of rows.values()) {
    if (row.real >= MIN_TESTS || rows.size === 1) {
      large.push(row);
    } else {
      others.real += row.real;
      others.tab += row.tab;
      for (const [reason, count] of Object.entries(row.reasons)) {
        add(others.reasons, reason as Reason, count);
      }
    }
  }
  large.sort((a, b) => (a.family < b.family ? -1 : 1));
  return others.real > 0 ? [...large, others] : large;
}

function add(reasons: FamilyRow['reasons'], reason: Reason, count: number): void {
  reasons[reason] = (reasons[reason] ?? 0) + count;
}

export function formatTable(rows: FamilyRow[]): string {
  const width = Math.max(...rows.map(({ family }) => family.length), 'family'.length);
  const line = (family: string, real: string | number, tab: string | number): string =>
    `${family.padEnd(width)}  ${String(real).padStart(5)}  ${String(tab).padStart(5)}`;
  return [
    line('family', 'real', 'tab'),
    ...rows.map(({ family, real, tab }) => line(family, real, tab)),
  ].join('\n');
}
