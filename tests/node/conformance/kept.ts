/** What is kept of a whole run for the site: counts by family and reason, and why each test fails. */
import { familyRows, type FamilyRow } from './families.ts';
import { explain, type Explained } from './reasons.ts';
import type { Outcome } from './outcome.ts';
import type { Result } from './result.ts';

export interface KeptResult extends Omit<Result, 'tests'> {
  families: FamilyRow[];
  /** What was asked for and is left out, with how many tests asked for it; the most asked first. */
  missing: [string, number][];
  /** Without what they printed and how long they took, so that results can be compared line by line. */
  tests: Record<string, Pick<Outcome, 'status' | 'error'> & Partial<Explained>>;
}

export function keep({ tests, ...about }: Result): KeptResult {
  const missing = new Map<string, number>();
  const kept: KeptResult['tests'] = {};
  for (const [name, outcome] of Object.entries(tests)) {
    const { status, error } = outcome;
    kept[name] = { status };
    if (status === 'passed') continue;
    const explained = explain(outcome);
    Object.assign(kept[name], explained, error !== undefined && { error });
    const what = explained.missing;
    if (what !== undefined) missing.set(what, (missing.get(what) ?? 0) + 1);
  }
  return {
    ...about,
    families: familyRows({ tests }),
    missing: [...missing].sort(([a, many], [b, few]) => few - many || (a < b ? -1 : 1)),
    tests: kept,
  };
}
