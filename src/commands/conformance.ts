/**
 * Runs Node's own tests in the tab, and says how many pass of those that pass in the pinned Node.
 *
 *   npm run conformance -- ~/node/test                 all of test/parallel; the result is kept in
 *                                                      results/conformance.json, for the site
 *   npm run conformance -- ~/node/test stream timers   what has one of these in its name
 *
 *   --pages N          pages side by side (as many as there are processors)
 *   --json FILE        keeps the result, and what there is of it while the run goes on
 *   --failing          lists what does not pass, with the first line of its error
 *   --compare FILE     shows what was gained and lost since an earlier result
 *
 * Node's suite is never part of this repository: clone github.com/nodejs/node, or the copy of its
 * test directory at github.com/denoland/node_test.
 */
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { pack } from '../../tests/node/conformance/archive.ts';
import { readBaseline } from '../../tests/node/conformance/baseline.ts';
import { familyRows, formatTable } from '../../tests/node/conformance/families.ts';
import type { Outcome } from '../../tests/node/conformance/outcome.ts';
import { keep as keepForSite } from '../../tests/node/conformance/kept.ts';
import {
  compareResults,
  failingLines,
  makeResult,
  readResult,
  type Result,
} from '../../tests/node/conformance/result.ts';
import { readSuite, type Suite, type SuiteTest } from '../../tests/node/conformance/suite.ts';
import { ConformanceTab, partUrl } from '../../tests/node/conformance/tab.ts';
import { serveEmbeddedNode } from '../../tests/node/harness/server.ts';
import { launchBrowser } from '../../tests/node/harness/tab.ts';
import { findOrInstallBrowser } from './find-browser.ts';
import { origin, RESULTS, writeResult } from './results.ts';

const PAGE = fileURLToPath(new URL('../../tests/node/conformance/page.ts', import.meta.url));
const PROGRESS_EVERY = 100;
/** A test may take so much longer than in real Node, and never less than the least. */
const SLOWER = 10;
const MIN_DEADLINE_MS = 10_000;

type Timed = { test: SuiteTest; deadlineMs: number };
/** The browser's version, and how each test went in it. */
type InTab = [string, Result['tests']];

function progress(what: string): (done: number, of: number) => void {
  return (done, of) => {
    if (done % PROGRESS_EVERY === 0 && done < of) console.log(`${done} of ${of} ${what}`);
  };
}

/** `onProgress` hears of what there is every now and then. */
async function runInTab(
  suite: Suite,
  tests: Timed[],
  pages: number,
  onProgress: (...result: InTab) => void,
): Promise<InTab> {
  const parts = Object.entries(suite.parts);
  const files = Object.fromEntries(parts.map(([part, tree]) => [partUrl(part), pack(tree)]));
  const site = await serveEmbeddedNode({ page: PAGE, files });
  const browser = await launchBrowser(await findOrInstallBrowser());
  const chromium = browser.version();
  const outcomes: Record<string, Outcome> = {};
  const tell = progress('run in the tab');
  try {
    const queue = [...tests];
    const lanes = Array.from({ length: pages }, async (_, number) => {
      const tab = new ConformanceTab(browser, site.url, number);
      for (let next = queue.shift(); next; next = queue.shift()) {
        outcomes[next.test.name] = await tab.run(next.test, next.deadlineMs);
        const done = Object.keys(outcomes).length;
        tell(done, tests.length);
        if (done % PROGRESS_EVERY === 0) onProgress(chromium, outcomes);
      }
      await tab.close();
    });
    await Promise.all(lanes);
  } finally {
    await browser.close();
    await site.close();
  }
  return [chromium, outcomes];
}

function printComparison(path: string, result: Result): void {
  const before = readResult(path);
  const { gained, lost } = compareResults(before, result);
  console.log(`\nsince ${before.date} (${before.passed} of ${before.of}):`);
  console.log(`gained ${gained.length}${gained.map((name) => `\n  + ${name}`).join('')}`);
  console.log(`lost ${lost.length}${lost.map((name) => `\n  - ${name}`).join('')}`);
}

async function main(): Promise<void> {
  const { values: options, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      pages: { type: 'string', default: String(Math.max(1, availableParallelism())) },
      json: { type: 'string' },
      failing: { type: 'boolean', default: false },
      compare: { type: 'string' },
    },
  });
  const [path, ...filters] = positionals;
  const pages = Number(options.pages);
  if (path === undefined || !Number.isInteger(pages) || pages < 1) {
    throw new Error('Usage: npm run conformance -- <path to Node’s test directory> [filter …]');
  }
  const suite = readSuite(path, filters);
  console.log(
    `Node ${suite.version}'s suite (${suite.digest}), ${suite.tests.length} tests, on Node ${process.version}`,
  );
  const baseline = await readBaseline(suite, pages, progress('run in real Node'));
  const tests = suite.tests
    .filter(({ name }) => baseline[name]!.status === 'passed')
    .map((test) => {
      const deadlineMs = Math.max(MIN_DEADLINE_MS, SLOWER * baseline[test.name]!.ms);
      return { test, deadlineMs };
    });
  const about = {
    ...origin(),
    node: process.version,
    suite: { version: suite.version, digest: suite.digest },
    filters,
  };
  const keep = (...[chromium, outcomes]: InTab): Result => {
    const result = makeResult({ ...about, chromium }, outcomes);
    if (options.json) writeFileSync(options.json, `${JSON.stringify(result, null, 1)}\n`);
    return result;
  };
  const result = keep(...(await runInTab(suite, tests, pages, keep)));
  if (filters.length === 0) writeResult(RESULTS.conformance, keepForSite(result), 'tests');
  if (options.failing) console.log(`\n${failingLines(result).join('\n')}`);
  if (options.compare) printComparison(options.compare, result);
  console.log(`\n${formatTable(familyRows(result))}\n`);
  console.log(`passed ${result.passed} of ${result.of}`);
}

try {
  await main();
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
