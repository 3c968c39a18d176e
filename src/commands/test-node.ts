/**
 * Runs scripts in the pinned Node and in a tab, and compares output and exit code.
 *
 *   node src/commands/test-node.ts                     all of tests/node/scripts, 60 random programs,
 *                                                     and what the container must bear
 *   node src/commands/test-node.ts --only timers       what has this in its name
 *   node src/commands/test-node.ts --seed 7 --count 1 --only random    the random program of seed 7
 *   node src/commands/test-node.ts path/to/script.js   any scripts; prints what they print
 */
import type { Page } from '@playwright/test';
import { parseArgs } from 'node:util';
import { findOrInstallBrowser } from './find-browser.ts';
import { LANES, runInBoth } from '../../tests/node/harness/both.ts';
import { runChecks } from '../../tests/node/harness/run-checks.ts';
import {
  readScript,
  readScripts,
  scriptFromSource,
  snapshotFiles,
  type Script,
} from '../../tests/node/harness/scripts.ts';
import { serveEmbeddedNode } from '../../tests/node/harness/server.ts';
import { launchBrowser, openTab } from '../../tests/node/harness/tab.ts';
import { randomPrograms, render } from '../../tests/node/programs/random-program.ts';

const DEADLINE_MS = 60_000;

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string', default: '' },
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '60' },
  },
});

async function compare(script: Script, tab: Page, lane: number): Promise<boolean> {
  const { node, diff } = await runInBoth(script, tab, lane, DEADLINE_MS);
  if (diff !== undefined) console.log(`✗ ${script.name}\n${diff.replace(/^/gm, '    ')}`);
  else if (positionals.length > 0) console.log(`✓ ${script.name}\n${node.output}`);
  return diff === undefined;
}

function randomScripts(): Script[] {
  return [...randomPrograms(Number(options.seed), Number(options.count))]
    .map(({ name, tree }) => scriptFromSource(name, name, render(tree)))
    .filter(({ name }) => name.includes(options.only));
}

async function chosenScripts(): Promise<Script[]> {
  if (positionals.length > 0) return Promise.all(positionals.map(readScript));
  const random = randomScripts();
  const { seed } = options;
  if (random.length > 0) console.log(`${random.length} random programs, from seed ${seed}`);
  const scripts = await readScripts(options.only);
  const again = [...scripts.filter(({ name }) => isOfOrder(name)), ...random.slice(0, TRACED)];
  const traced = again.map((script) => ({
    ...script,
    name: `${script.name}, its loop traced`,
    isTraced: true,
  }));
  return [...scripts, ...random, ...traced];
}

/** So many of the random programs run again with their loop traced, which must change nothing. */
const TRACED = 3;

const isOfOrder = (name: string): boolean => /^(order|als|timers)\//.test(name);

async function main(): Promise<void> {
  const scripts = await chosenScripts();
  const site = await serveEmbeddedNode({ files: snapshotFiles(scripts) });
  const browser = await launchBrowser(await findOrInstallBrowser());
  let passed = 0;
  let failed = 0;
  try {
    const queue = [...scripts];
    const lanes = Array.from({ length: Math.min(LANES, queue.length) }, async (_, lane) => {
      const tab = await openTab(browser, site.url);
      for (let script = queue.shift(); script; script = queue.shift()) {
        if (await compare(script, tab, lane)) passed++;
        else failed++;
        const done = passed + failed;
        if (done % 100 === 0) console.log(`${done} of ${scripts.length} programs compared`);
      }
    });
    await Promise.all(lanes);
    if (positionals.length === 0) {
      const checks = await runChecks(browser, site.url, options.only);
      passed += checks.passed;
      failed += checks.failed;
    }
  } finally {
    await browser.close();
    await site.close();
  }
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

await main();
