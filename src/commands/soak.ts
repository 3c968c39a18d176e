/**
 * `npm run soak`: whether the built site bears an hour's use, how long Stop takes at most, and what can
 * go wrong in a browser. Too long for `npm test`.
 *
 *   npm run soak                              500 runs over all sandboxes in one tab, ten stops of each
 *                                             kind of program, then the faults
 *   npm run soak -- --runs 6                  as many runs, of fewer sandboxes; 0: stops and faults alone
 *   npm run soak -- --only "service worker"   the faults with this in their name, and no runs
 */
import { parseArgs } from 'node:util';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium } from '@playwright/test';
import { isBuilt } from '../build/source-stamp.ts';
import { findOrInstallBrowser } from './find-browser.ts';
import { runScript } from './npm.ts';
import { fail } from './progress.mjs';
import { dist, serve } from './serve.ts';

const { values: options } = parseArgs({
  options: { runs: { type: 'string' }, only: { type: 'string', default: '' } },
});
const runs = Number(options.runs ?? (options.only ? 0 : 500));
if (!Number.isInteger(runs) || runs < 0) {
  fail(`--runs is "${options.runs}": give it a whole number, such as --runs 500.`);
}

const executablePath = await findOrInstallBrowser();
if (!isBuilt()) {
  const { code } = await runScript('build');
  if (code !== 0) fail('The build failed: its own words stand above.');
}
// They read the built site as they load.
const { soak } = await import('../../tests/soak/soak.ts');
const { soakTable, stopLines } = await import('../../tests/soak/table.ts');
const { worstStops } = await import('../../tests/soak/stops.ts');
const { tryFaults } = await import('../../tests/soak/faults.ts');

const launch = { executablePath, chromiumSandbox: process.getuid?.() !== 0 };
const browser = await chromium.launch(launch);
const isolating = await serve(dist, 0);
const bare = await serve(dist, 0, { isolates: false });
let failed = 0;
try {
  if (runs > 0) {
    const profile = await chromium.launchPersistentContext('', launch);
    const soaked = await soak(profile, addressOf(isolating), runs, console.log);
    await profile.close();
    console.log(`\n${soakTable(soaked)}\n`);
    failed += soaked.wrong.length + soaked.grown.length;
  }
  if (options.only === '') console.log(`\n${stopLines(await worstStops(browser))}\n`);
  const sites = { 'with headers': addressOf(isolating), 'without headers': addressOf(bare) };
  failed += await tryFaults({ browser, executablePath, sites }, options.only, console.log);
} finally {
  await browser.close();
  for (const server of [isolating, bare]) {
    server.close();
    server.closeAllConnections();
  }
}
console.log(failed ? `\n${failed} failed` : '\nNothing failed');
process.exitCode = failed ? 1 : 0;

function addressOf(server: Server): string {
  return `http://localhost:${(server.address() as AddressInfo).port}`;
}
