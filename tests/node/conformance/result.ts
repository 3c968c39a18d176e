/** What a run is kept as, and how two runs differ. */
import { readFileSync } from 'node:fs';
import type { Origin } from '../../../src/commands/results.ts';
import type { Outcome } from './outcome.ts';

export interface Result extends Origin {
  chromium: string;
  /** The Node whose lib ran in the tab, and that of the baseline: they are the same. */
  node: string;
  /** The suite's own version of Node, and the hash of its files. */
  suite: { version: string; digest: string };
  filters: string[];
  passed: number;
  of: number;
  /** How it went in the tab, for each test that passes in real Node. */
  tests: Record<string, Outcome>;
}

export function makeResult(
  about: Omit<Result, 'passed' | 'of' | 'tests'>,
  tests: Result['tests'],
): Result {
  const outcomes = Object.values(tests);
  const sorted = Object.entries(tests).sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    ...about,
    passed: outcomes.filter(({ status }) => status === 'passed').length,
    of: outcomes.length,
    tests: Object.fromEntries(sorted),
  };
}

export function readResult(path: string): Result {
  const result = JSON.parse(readFileSync(path, 'utf8')) as Partial<Result>;
  if (typeof result.tests === 'object' && result.suite) return result as Result;
  throw new Error(`${path} is not a result that "--json" wrote.`);
}

/** Names of the tests of both runs that pass now and did not, and the other way round. */
export function compareResults(
  before: Pick<Result, 'tests'>,
  now: Pick<Result, 'tests'>,
): { gained: string[]; lost: string[] } {
  const passes = (result: Pick<Result, 'tests'>, name: string): boolean =>
    result.tests[name]!.status === 'passed';
  const common = Object.keys(now.tests).filter((name) => name in before.tests);
  return {
    gained: common.filter((name) => passes(now, name) && !passes(before, name)),
    lost: common.filter((name) => !passes(now, name) && passes(before, name)),
  };
}

/** A line for each test that does not pass: its name and the first line of its error. */
export function failingLines({ tests }: Pick<Result, 'tests'>): string[] {
  return Object.entries(tests)
    .filter(([, { status }]) => status !== 'passed')
    .map(([name, { status, error }]) => `${name}  ${error ?? status}`);
}
