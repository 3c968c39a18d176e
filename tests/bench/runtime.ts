/** What is measured: something that runs Node programs. */
import { readFileSync } from 'node:fs';

export interface Program {
  /** CommonJS. Prints a line `result <number>`; throws when something is not as it should be. */
  source: string;
  args: string[];
}

/** Each of its runs is a process of its own, and rejects with the reason when it fails. */
export interface Runtime {
  /** With its version, as the table's head shows it. */
  readonly name: string;
  /** The number that the program prints. */
  run(program: Program): Promise<number>;
  /** Milliseconds to the first output of a runtime of which nothing is loaded. */
  coldStart(program: Program): Promise<number>;
  /** Milliseconds to the first output of a runtime in which programs have run before. */
  warmStart(program: Program): Promise<number>;
  /** Runs `whileRunning` once the program has printed its number, then ends it. */
  hold<T>(program: Program, whileRunning: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** A run that has not ended by then has failed. */
export const DEADLINE_MS = 60_000;

export function readProgram(name: string, args: string[] = []): Program {
  const url = new URL(`./programs/${name}.cjs`, import.meta.url);
  return { source: readFileSync(url, 'utf8'), args };
}

/** The number of the line `result <number>`, if it has been printed. */
export function resultIn(output: string): number | undefined {
  const number = /^result (.+)$/m.exec(output)?.[1];
  return number === undefined ? undefined : Number(number);
}

/** The same, and an error in one line if there is none. */
export function resultOf(output: string): number {
  const result = resultIn(output);
  if (result !== undefined && Number.isFinite(result)) return result;
  throw new Error(reasonIn(output));
}

/** The line of a failed run's output that says most about why. */
function reasonIn(output: string): string {
  const lines = output.split('\n').map((line) => line.trim());
  const error = lines.find((line) => /^(Uncaught )?\w*Error\b.*:/.test(line));
  return error ?? (lines.findLast((line) => line !== '') || 'it printed nothing');
}
