/** What came of a test. */

export type Status =
  | 'passed'
  | 'failed'
  /** It only said that it skips. */
  | 'skipped'
  /** It did not end by its deadline. */
  | 'timed out'
  /** The page in which it ran died. */
  | 'died';

export interface Outcome {
  status: Status;
  ms: number;
  /** First line of its error, unless it passed. */
  error?: string;
  /** The end of what a failed test printed. */
  output?: string;
}

/** How a test ended: `code` is null if it was stopped at its deadline. */
export interface TestRun {
  output: string;
  code: number | null;
  ms: number;
}

const OUTPUT_CHARACTERS = 3000;

export function judge({ output, code, ms }: TestRun): Outcome {
  if (code === 0) return skips(output) ? { status: 'skipped', ms } : { status: 'passed', ms };
  const tail = output.slice(-OUTPUT_CHARACTERS);
  if (code === null) {
    const error = `did not end within ${Math.round(ms / 1000)} s`;
    return { status: 'timed out', ms, error, output: tail };
  }
  return { status: 'failed', ms, error: firstError(output) ?? `exit code ${code}`, output: tail };
}

/**
 * True if a test said that it skips: `common.skip()` prints `1..0 # Skipped: why`, as TAP has it, and
 * of a file of `node:test` that skips each of its tests the summary counts as many as there are.
 */
export function skips(output: string): boolean {
  if (/^1\.\.0 # skipped/im.test(output)) return true;
  const count = (what: string): number | undefined => {
    const last = [...output.matchAll(new RegExp(`^(?:#|ℹ) ${what} (\\d+)$`, 'gm'))].at(-1);
    return last && Number(last[1]);
  };
  const tests = count('tests');
  return tests !== undefined && tests > 0 && count('skipped') === tests;
}

const ERROR_LINE =
  /^\s*(?:Uncaught )?(?:\[?(?:[A-Z]\w*)?(?:Error|Exception)\b[^\n]*|node: [^\n]*)$/m;
/** What is no warning. */
const PLAIN_LINE = /^(?!\((?:node:\d|Use `node)).*\S.*$/m;

/** The line that names the error; without one, the first line of any text. */
function firstError(output: string): string | undefined {
  const line = ERROR_LINE.exec(output)?.[0] ?? PLAIN_LINE.exec(output)?.[0];
  return line?.trim().slice(0, 200);
}
