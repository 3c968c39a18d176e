/**
 * Measures the embedded Node beside the real one, and beside other Nodes for the browser, on this
 * machine. Numbers of different machines, or of a busy one, cannot be compared. Real Node's files are
 * on a disk, those of the others in memory. Then what Lighthouse gives the built site's pages, and how
 * long the kernel lab takes to its first prompt.
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
import { kernelRows, openStarter } from '../../tests/bench/kernel-lab.ts';
import { openVisitor, pageRows } from '../../tests/bench/pages.ts';
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

/** Repetitions go round the subjects, so that all meet the same disturbances of the machine. */
async function measure<Subject extends { name: string }>(
  row: Row<Subject>,
  subjects: Subject[],
): Promise<ResultRow> {
  console.log(`… ${row.name}`);
  const samples = new Map<Subject, number[]>(subjects.map((subject) => [subject, []]));
  const missing = new Map<Subject, string>();
  for (let i = 0; i < Number(options.repeat); i++) {
    for (const subject of subjects) {
      if (missing.has(subject)) continue;
      try {
        samples.get(subject)!.push(await row.measure(subject));
      } catch (error) {
        missing.set(subject, (error as Error).message);
      }
    }
  }
  const outcomes = subjects.map((subject): [string, Outcome] => {
    const reason = missing.get(subject);
    const outcome = reason === undefined ? summarize(samples.get(subject)!) : { missing: reason };
    return [subject.name, outcome];
  });
  return { name: row.name, unit: row.unit, outcomes: Object.fromEntries(outcomes) };
}

/** What one subject alone is measured by. */
async function measureAlone<Subject extends { name: string; close(): Promise<void> }>(
  chosen: Row<Subject>[],
  open: () => Promise<Subject>,
  remark: string,
): Promise<ResultRow[]> {
  if (chosen.length === 0) return [];
  const subject = await open();
  try {
    const results: ResultRow[] = [];
    for (const row of chosen) results.push(await measure(row, [subject]));
    const head = `Median of ${options.repeat} (least–greatest)${remark}`;
    console.log(`\n${head}\n\n${formatTable([subject.name], results)}`);
    return results;
  } finally {
    await subject.close();
  }
}

/** What is kept of them. */
async function measureRuntimes(chosen: Row[], browserPath: string) {
  const browser = await launchBrowser(browserPath);
  const chromium = browser.version();
  const runtimes: Runtime[] = [];
  const results: ResultRow[] = [];
  try {
    if (chosen.length > 0) {
      for (const name of options.runtimes.split(',')) runtimes.push(await openers[name]!(browser));
    }
    for (const row of chosen) results.push(await measure(row, runtimes));
  } finally {
    for (const runtime of runtimes) await runtime.close();
    await browser.close();
  }
  const names = runtimes.map(({ name }) => name);
  if (chosen.length > 0) {
    const head = `Median of ${options.repeat} (least–greatest), and how many times that of ${names[0]}`;
    console.log(`\n${head}\n\n${formatTable(names, results)}`);
  }
  return { chromium, runtimes: names, rows: withRatios(names, results) };
}

async function main(): Promise<void> {
  const isChosen = ({ name }: { name: string }) => name.includes(options.only);
  const chosen = rows.filter(isChosen);
  const chosenPages = pageRows.filter(isChosen);
  const chosenOfKernel = kernelRows.filter(isChosen);
  if (chosen.length + chosenPages.length + chosenOfKernel.length === 0) {
    const names = [...rows, ...pageRows, ...kernelRows].map(({ name }) => `  ${name}`).join('\n');
    fail(`No row has "${options.only}" in its name. There are:\n${names}`);
  }
  const unknown = options.runtimes.split(',').find((name) => !openers[name]);
  if (unknown !== undefined) {
    fail(`There is no runtime "${unknown}": choose of ${Object.keys(openers).join(', ')}.`);
  }
  const from = origin();
  console.log(from.machine);
  const browserPath = await findOrInstallBrowser();
  const compared = await measureRuntimes(chosen, browserPath);
  const alone = [
    ...(await measureAlone(chosenPages, () => openVisitor(browserPath), '; 100 is best')),
    ...(await measureAlone(chosenOfKernel, () => openStarter(browserPath), '')),
  ];
  const isWhole = options.only === '' && compared.runtimes.length === Object.keys(openers).length;
  const file = options.json ?? (isWhole ? RESULTS.bench : undefined);
  if (file === undefined) return;
  writeResult(file, { ...from, ...compared, repeat: Number(options.repeat), alone }, 'rows');
  console.log(`\nKept in ${file}`);
}

await main();
