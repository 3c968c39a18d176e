/**
 * `npm test`: every check, whatever became of those before. The last line is
 * `N passed, N failed`; the exit code is 1 if anything failed or a runner ran no test.
 */
import { settingNames } from '../build/settings.ts';
import { findOrInstallBrowser } from './find-browser.ts';
import { runScript } from './npm.ts';
import { duration } from './progress.mjs';
import {
  failuresIn,
  nodeTestTotals,
  ownTotals,
  playwrightTotals,
  totalsOf,
  type ReadTotals,
  type Totals,
} from './totals.ts';

interface Step {
  name: string;
  /** In package.json. */
  script: string;
  /** Absent: the step holds or does not, and counts no tests. */
  read?: ReadTotals;
}

/** Those that stand together run at once: they only read. */
const steps: Step[][] = [
  [
    { name: 'Types', script: 'types' },
    { name: 'Lint', script: 'lint' },
    { name: 'Format', script: 'format:check' },
  ],
  [{ name: 'Unit tests', script: 'test:unit', read: nodeTestTotals }],
  [{ name: 'Sandboxes in real Node', script: 'sandboxes', read: ownTotals }],
  [{ name: 'Embedded Node against real Node', script: 'test:node', read: ownTotals }],
  [{ name: 'Build', script: 'build' }],
  [{ name: 'The built files', script: 'test:built', read: nodeTestTotals }],
  [{ name: 'Lighthouse', script: 'test:lighthouse', read: playwrightTotals }],
  [{ name: 'The built site in a browser', script: 'test:e2e', read: playwrightTotals }],
  [{ name: 'Its sandboxes', script: 'test:e2e:sandboxes', read: playwrightTotals }],
];

const begun = performance.now();
const environment = {
  // The site is tested as it comes: what this maintainer has set, also in .env, does not count.
  ...Object.fromEntries(settingNames.map((name) => [name, ''])),
  CHROMIUM_PATH: await findOrInstallBrowser(),
  ...(process.stdout.isTTY && { FORCE_COLOR: '1' }),
};
console.log(`Browser: ${environment.CHROMIUM_PATH}`);

const rows: { name: string; totals: Totals; ms: number; output: string }[] = [];
for (const [index, together] of steps.entries()) {
  const names = together.map(({ name }) => name).join(', ');
  console.log(`\n── ${index + 1}/${steps.length} ${names} ${'─'.repeat(60 - names.length)}`);
  await Promise.all(together.map(take));
}

async function take(step: Step): Promise<void> {
  const finished = await runScript(step.script, environment);
  const totals = totalsOf(finished, step.read);
  rows.push({ name: step.name, totals, ms: finished.ms, output: finished.output });
  console.log(`${totals.failed ? '✗' : '✓'} ${step.name}: ${duration(finished.ms)}`);
}

const passed = rows.reduce((sum, { totals }) => sum + totals.passed, 0);
const failed = rows.reduce((sum, { totals }) => sum + totals.failed, 0);
for (const { name, totals, output } of rows) {
  if (totals.failed) console.log(`\n── What failed: ${name}\n${failuresIn(output)}`);
}
console.log(`\n── All checks, ${duration(performance.now() - begun)}`);
for (const { name, totals, ms } of rows) {
  const counts =
    totals.passed + totals.failed ? `${totals.passed} passed, ${totals.failed} failed, ` : '';
  console.log(`${totals.failed ? '✗' : '✓'} ${name}: ${counts}${duration(ms)}`);
}
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
