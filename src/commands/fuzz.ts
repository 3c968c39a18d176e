/**
 * Runs random programs in the pinned Node and in a tab, and shrinks each that differs to a smallest one,
 * which is kept in tests/node/scripts/found/.
 *
 *   npm run fuzz -- --seed 1 --count 10000     a long run
 *   npm run fuzz -- --seed 7 --count 1         the program of seed 7
 *   npm run fuzz -- --only workers,http        programs of these families: tasks, streams, workers,
 *                                              children, http
 *   --keep                                     the result is kept in results/fuzz.json, for the site
 *
 * Ctrl+C ends the run early, with the summary of what was run. The exit code is 1 if anything differed.
 */
import { relative } from 'node:path';
import { parseArgs } from 'node:util';
import { keepFound } from '../../tests/node/fuzz/found.ts';
import { judge } from '../../tests/node/fuzz/judge.ts';
import { FuzzResult } from '../../tests/node/fuzz/result.ts';
import { FuzzTab } from '../../tests/node/fuzz/tab.ts';
import { LANES } from '../../tests/node/harness/both.ts';
import { scriptFromSource, type Script } from '../../tests/node/harness/scripts.ts';
import { serveEmbeddedNode } from '../../tests/node/harness/server.ts';
import { launchBrowser } from '../../tests/node/harness/tab.ts';
import {
  FAMILIES,
  fileName,
  randomPrograms,
  render,
  type Family,
  type RandomProgram,
} from '../../tests/node/programs/random-program.ts';
import { shrink } from '../../tests/node/programs/shrink.ts';
import { countTasks, type Task } from '../../tests/node/programs/tree.ts';
import { findOrInstallBrowser } from './find-browser.ts';
import { duration, fail } from './progress.mjs';
import { origin, RESULTS, writeResult } from './results.ts';

const PROGRESS_EVERY = 100;
/** Programs tried for each that is shrunk. */
const MOST_TRIALS = 1_000;
/** Beyond so many they are only counted: what was found is to be mended first. */
const MOST_SHRUNK = 20;

const { values: options } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '1000' },
    only: { type: 'string', default: FAMILIES.join() },
    keep: { type: 'boolean', default: false },
  },
});

let shrunk = 0;
let isStopping = false;

function scriptOf(tree: Task): Script {
  const file = fileName('random', tree);
  return scriptFromSource(file, file, render(tree));
}

async function runProgram(tab: FuzzTab, program: RandomProgram, result: FuzzResult): Promise<void> {
  const verdict = await judge(() => tab.compare(scriptOf(program.tree)));
  result.count(program.family, verdict.kind);
  if (verdict.kind === 'undetermined') {
    console.log(`? ${program.name} differs between runs of real Node: the generator is to blame`);
  } else if (verdict.kind === 'differs') {
    console.log(`✗ ${program.name}, ${verdict.times}\n${verdict.diff.replace(/^/gm, '    ')}`);
    if (verdict.isSteady && shrunk++ < MOST_SHRUNK) await shrinkAndKeep(tab, program, verdict.diff);
  }
}

async function shrinkAndKeep(tab: FuzzTab, program: RandomProgram, diff: string): Promise<void> {
  let last = diff;
  const differs = async (tree: Task): Promise<boolean> => {
    if (isStopping) return false;
    const verdict = await judge(() => tab.compare(scriptOf(tree)));
    if (verdict.kind !== 'differs' || !verdict.isSteady) return false;
    last = verdict.diff;
    return true;
  };
  const smallest = await shrink(program.tree, differs, MOST_TRIALS);
  const path = await keepFound(program, smallest, last);
  const sizes = [program.tree, smallest].map((tree) => countTasks([tree])).join(' to ');
  console.log(`  shrunk from ${sizes} nodes: ${relative('.', path)}`);
}

async function main(seed: number, count: number, families: Family[]): Promise<void> {
  // What is changed while it runs is not what runs.
  const from = origin();
  const site = await serveEmbeddedNode();
  const browser = await launchBrowser(await findOrInstallBrowser(), { handleSIGINT: false });
  const result = new FuzzResult(families);
  const programs = randomPrograms(seed, count, families);
  process.once('SIGINT', () => {
    isStopping = true;
    programs.return(undefined);
  });
  try {
    const lanes = Array.from({ length: LANES }, async (_, lane) => {
      const tab = new FuzzTab(browser, site.url, lane);
      for (const program of programs) {
        await runProgram(tab, program, result);
        if (result.programs % PROGRESS_EVERY === 0) console.log(progress(result, count));
      }
      await tab.close();
    });
    await Promise.all(lanes);
  } finally {
    await browser.close();
    await site.close();
  }
  console.log(`\n${result.table()}\n\n${progress(result, count)}`);
  if (options.keep)
    keep(result, { ...from, node: process.version, chromium: browser.version(), seed });
  process.exitCode = result.differences > 0 ? 1 : 0;
}

function progress({ programs, differences, ms }: FuzzResult, count: number): string {
  return `${programs} of ${count} programs, ${differences} differences, ${duration(ms)}`;
}

function keep({ families, programs, differences, ms }: FuzzResult, about: object): void {
  const seconds = Math.round(ms / 1000);
  writeResult(RESULTS.fuzz, { ...about, programs, differences, seconds, families }, 'families');
}

function wholeNumber(name: 'seed' | 'count'): number {
  const number = Number(options[name]);
  if (Number.isInteger(number) && number > 0) return number;
  return fail(`--${name} is "${options[name]}": give it a whole number, such as --${name} 1000.`);
}

function chosenFamilies(): Family[] {
  const chosen = options.only.split(',');
  const unknown = chosen.find((name) => !(FAMILIES as string[]).includes(name));
  if (unknown === undefined) return chosen as Family[];
  return fail(`There is no family "${unknown}": choose from ${FAMILIES.join(', ')}.`);
}

await main(wholeNumber('seed'), wholeNumber('count'), chosenFamilies());
