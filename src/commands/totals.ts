/** Reads the totals that each test runner prints. */

export interface Totals {
  passed: number;
  failed: number;
}

/** `null` where the output holds no total: the runner did not come that far. */
export type ReadTotals = (output: string) => Totals | null;

/** node:test's spec reporter: `ℹ pass 3`, `ℹ fail 0`, `ℹ cancelled 0`. */
export const nodeTestTotals: ReadTotals = (output) => {
  const count = (name: string) => lastNumber(output, new RegExp(`^ℹ ${name} (\\d+)$`, 'gm'));
  const [passed, failed, cancelled] = ['pass', 'fail', 'cancelled'].map(count);
  return passed == null ? null : { passed, failed: (failed ?? 0) + (cancelled ?? 0) };
};

/** Playwright's list reporter: `  3 passed (4.2s)`; what did not run or was flaky has failed. */
export const playwrightTotals: ReadTotals = (output) => {
  const count = (name: string) => lastNumber(output, new RegExp(`^ +(\\d+) ${name}\\b`, 'gm')) ?? 0;
  const passed = count('passed');
  const failed = ['failed', 'flaky', 'interrupted', 'did not run']
    .map(count)
    .reduce((sum, n) => sum + n, 0);
  return passed + failed === 0 ? null : { passed, failed };
};

/** Our own runners end with the line `3 passed, 0 failed`. */
export const ownTotals: ReadTotals = (output) => {
  const match = [...output.matchAll(/^(\d+) passed, (\d+) failed$/gm)].at(-1);
  return match ? { passed: Number(match[1]), failed: Number(match[2]) } : null;
};

/**
 * What a step adds to the sum. A step that failed counts at least one failure, and so does a test
 * runner (`read`) that ran no test at all.
 */
export function totalsOf(step: { code: number; output: string }, read?: ReadTotals): Totals {
  const totals = read?.(step.output) ?? { passed: 0, failed: 0 };
  const ranNone = read !== undefined && totals.passed + totals.failed === 0;
  const failed = step.code !== 0 || ranNone ? Math.max(1, totals.failed) : totals.failed;
  return { passed: totals.passed, failed };
}

/**
 * What a failed step said of its failures, to be read again at the end: from the first line that a
 * runner begins them with, else the last lines of all.
 */
export function failuresIn(output: string, maxLines = 60): string {
  const lines = output.trimEnd().split('\n');
  const first = lines.findIndex((line) => /^(✖ failing tests:| +1\) \[|✗ | +FAILED )/.test(line));
  const shown = first < 0 ? lines.slice(-maxLines) : lines.slice(first, first + maxLines);
  return shown.join('\n');
}

function lastNumber(output: string, pattern: RegExp): number | null {
  const match = [...output.matchAll(pattern)].at(-1);
  return match ? Number(match[1]) : null;
}
