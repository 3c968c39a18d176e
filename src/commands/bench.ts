/**
 * Measures the embedded Node beside the real one, and beside other Nodes for the browser, on this
 * machine. Numbers of different machines, or of a busy one, cannot be compared. Real Node's files are
 * on a disk, those of the others in memory.
 *
 *   npm run bench                                    every row; kept in results/bench.json for the site
 *   npm run bench -- --only worker                   the rows with this in their name
 *   npm run bench -- --json result.json              keeps all samples in another file
 *   npm run bench -- --repeat 11                     repetitions of each (5)
 *   npm run bench -- --runtimes node,embedded        some of node, embedded, almostnode, lifo
 */
import type { Browser } from '@playwright/test';
import { parseArgs } from 'node:util';
import { findOrInstallBrowser } from './find-browser.ts';
import { installRivals, versionOf } from '../../tests/bench/rivals/install.ts';
import { rows, type Row } from '../../tests/bench/rows.ts';
import type { Runtime } from '../../tests/bench/runtime.ts';
import { EmbeddedNode } from '../../tests/bench/runtimes/embedded-node.ts';
import { RealNode } from '../../tests/bench/runtimes/real-node.ts';
import { Rival } from '../../tests/bench/runtimes/rival.ts';
import { summarize } from '../../tests/bench/statistics.ts';
import { formatTable, withRatios, type Outcome, type ResultRow } from '../../tests/bench/table.ts';
import { launchBrowser } from '../../tests/node/harness/tab.ts';
import { fail } from './progress.mjs';
import { origin, RESULTS, writeResult } from './results.ts';

const openers: Record<string, (browser: Browser) => Promise<Runtime>> = {
  node: async () => new RealNode(),
  embedded: (browser) => EmbeddedNode.open(browser),
  almostnode: (browser) => openRival(browser, 'almostnode', 'almostnode'),
  lifo: (browser) => openRival(browser, 'lifo', '@lifo-sh/core'),
};

async function openRival(browser: Browser, file: string, packageName: string): Promise<Rival> {
  const modules = await installRivals();
  const entry = new URL(`../../tests/bench/rivals/${file}.ts`, import.meta.url);
  return Rival.open(`${packageName} ${versionOf(packageName, modules)}`, browser, entry, modules);
}

const { values: options } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    json: { type: 'string' },
    repeat: { type: 'string', default: '5' },
    runtimes: { type: 'string', default: Object.keys(openers).join() },
  },
});

/** Repetitions go round the runtimes, so that all meet the same disturbances of the machine. */
async function measure(row: Row, runtimes: Runtime[], repeat: number): Promise<ResultRow> {
  const samples = new Map<Runtime, number[]>(runtimes.map((runtime) => [runtime, []]));
  const missing = new Map<Runtime, string>();
  for (let i = 0; i < repeat; i++) {
    for (const runtime of runtimes) {
      if (missing.has(runtime)) continue;
      try {
        samples.get(runtime)!.push(await row.measure(runtime));
      } catch (error) {
        missing.set(runtime, (error as Error).message);
      }
    }
  }
  const outcomes = runtimes.map((runtime): [string, Outcome] => {
    const reason = missing.get(runtime);
    const outcome = reason === undefined ? summarize(samples.get(runtime)!) : { missing: reason };
    return [runtime.name, outcome];
  });
  return { name: row.name, unit: row.unit, outcomes: Object.fromEntries(outcomes) };
}

async function main(): Promise<void> {
  const chosen = rows.filter(({ name }) => name.includes(options.only));
  if (chosen.length === 0) {
    const names = rows.map(({ name }) => `  ${name}`).join('\n');
    fail(`No row has "${options.only}" in its name. There are:\n${names}`);
  }
  const unknown = options.runtimes.split(',').find((name) => !openers[name]);
  if (unknown !== undefined) {
    fail(`There is no runtime "${unknown}": choose of ${Object.keys(openers).join(', ')}.`);
  }
  const from = origin();
  console.log(from.machine);
  const browser = await launchBrowser(await findOrInstallBrowser());
  const chromium = browser.version();
  const runtimes: Runtime[] = [];
  const results: ResultRow[] = [];
  try {
    for (const name of options.runtimes.split(',')) runtimes.push(await openers[name]!(browser));
    for (const row of chosen) {
      console.log(`… ${row.name}`);
      results.push(await measure(row, runtimes, Number(options.repeat)));
    }
  } finally {
    for (const runtime of runtimes) await runtime.close();
    await browser.close();
  }
  const names = runtimes.map(({ name }) => name);
  const head = `Median of ${options.repeat} (least–greatest), and how many times that of ${names[0]}`;
  console.log(`\n${head}\n\n${formatTable(names, results)}`);
  const whole = options.only === '' && runtimes.length === Object.keys(openers).length;
  const file = options.json ?? (whole ? RESULTS.bench : undefined);
  if (file === undefined) return;
  const repeat = Number(options.repeat);
  writeResult(
    file,
    { ...from, chromium, repeat, runtimes: names, rows: withRatios(names, results) },
    'rows',
  );
  console.log(`\nKept in ${file}`);
}

await main();
