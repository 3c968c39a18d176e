/**
 * Measures the embedded Node beside the real one, and beside other Nodes for the browser, on this
 * machine. Numbers of different machines, or of a busy one, cannot be compared. Real Node's files are
 * on a disk, those of the others in memory.
 *
 *   npm run bench                                    every row
 *   npm run bench -- --only worker                   the rows with this in their name
 *   npm run bench -- --json result.json              writes all samples into a file as well
 *   npm run bench -- --repeat 11                     repetitions of each (5)
 *   npm run bench -- --runtimes node,embedded        some of node, embedded, almostnode, lifo
 */
import type { Browser } from '@playwright/test';
import { writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { findOrInstallBrowser } from './find-browser.ts';
import { installRivals, versionOf } from '../../tests/bench/rivals/install.ts';
import { rows, type Row } from '../../tests/bench/rows.ts';
import type { Runtime } from '../../tests/bench/runtime.ts';
import { EmbeddedNode } from '../../tests/bench/runtimes/embedded-node.ts';
import { RealNode } from '../../tests/bench/runtimes/real-node.ts';
import { Rival } from '../../tests/bench/runtimes/rival.ts';
import { summarize } from '../../tests/bench/statistics.ts';
import { formatTable, type Outcome, type ResultRow } from '../../tests/bench/table.ts';
import { launchBrowser } from '../../tests/node/harness/tab.ts';
import { fail } from './progress.mjs';

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

function machine(): string {
  const load = loadavg()[0]!.toFixed(1);
  return `${cpus()[0]?.model.trim()}, ${availableParallelism()} processors, load ${load}`;
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
  console.log(machine());
  const browser = await launchBrowser(await findOrInstallBrowser());
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
  if (options.json) {
    const result = { machine: machine(), runtimes: names, rows: results };
    writeFileSync(options.json, `${JSON.stringify(result, null, 2)}\n`);
  }
}

await main();
