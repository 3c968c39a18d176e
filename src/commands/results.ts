/** Results that the site shows: files in `results/`, written by whole runs and committed. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { dirname } from 'node:path';

/** Relative to the project's folder, as npm runs commands there. */
export const RESULTS = {
  conformance: 'results/conformance.json',
  bench: 'results/bench.json',
  fuzz: 'results/fuzz.json',
};

/** Where a result comes from. */
export interface Origin {
  /** When it was made, ISO 8601. */
  date: string;
  /** Of this repository, with `+` if files had been changed since; null outside of git. */
  commit: string | null;
  /** In words. */
  machine: string;
}

export function origin(): Origin {
  return { date: new Date().toISOString(), commit: commit(), machine: machine() };
}

function commit(): string | null {
  try {
    const head = git('rev-parse', '--short', 'HEAD');
    const changed = git('status', '--porcelain', '--untracked-files=no', '--', ':!results');
    return changed === '' ? head : `${head}+`;
  } catch {
    return null;
  }
}

function git(...args: string[]): string {
  return execFileSync('git', args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();
}

function machine(): string {
  const load = loadavg()[0]!.toFixed(1);
  return `${cpus()[0]?.model.trim()}, ${availableParallelism()} processors, load ${load}`;
}

/** JSON in which each entry of `list` has a line, so that results can be compared. */
export function writeResult(file: string, result: object, list: string): void {
  const entries: unknown = (result as Record<string, unknown>)[list];
  const isArray = Array.isArray(entries);
  const lines = isArray
    ? entries.map((entry) => `  ${JSON.stringify(entry)}`)
    : Object.entries(entries as object).map(
        ([key, entry]) => `  ${JSON.stringify(key)}: ${JSON.stringify(entry)}`,
      );
  const [open, close] = isArray ? '[]' : '{}';
  const body = JSON.stringify({ ...result, [list]: 0 }, null, 1).replace(
    `"${list}": 0`,
    () => `"${list}": ${open}\n${lines.join(',\n')}\n ${close}`,
  );
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${body}\n`);
}
