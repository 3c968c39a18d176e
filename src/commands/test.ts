/**
 * `npm test`: every check, one after the other, whatever became of those before. The last line is
 * `N passed, N failed`; the exit code is 1 if anything failed or a runner ran no test.
 */
import { build } from './build.ts';
import { findOrInstallBrowser } from './find-browser.ts';
import { duration, run, type Finished } from './progress.mjs';
import {
  nodeTestTotals,
  ownTotals,
  playwrightTotals,
  totalsOf,
  type ReadTotals,
  type Totals,
} from './totals.ts';

interface Step {
  name: string;
  run(): Promise<Finished>;
  /** Absent: the step holds or does not, and counts no tests. */
  read?: ReadTotals;
}

const steps: Step[] = [
  { name: 'Types', run: script('types') },
  { name: 'Lint', run: script('lint') },
  { name: 'Format', run: script('format:check') },
  { name: 'Unit tests', run: script('test:unit'), read: nodeTestTotals },
  { name: 'Sandboxes in real Node', run: script('sandboxes'), read: ownTotals },
  { name: 'Embedded Node against real Node', run: script('test:node'), read: ownTotals },
  { name: 'Build', run: build },
  { name: 'The built site in a browser', run: script('test:e2e'), read: playwrightTotals },
];

const begun = performance.now();
const environment = {
  CHROMIUM_PATH: await findOrInstallBrowser(),
  ASTRO_TELEMETRY_DISABLED: '1',
  ...(process.stdout.isTTY && { FORCE_COLOR: '1' }),
};
console.log(`Browser: ${environment.CHROMIUM_PATH}`);

const rows: { name: string; totals: Totals; ms: number }[] = [];
for (const [index, step] of steps.entries()) {
  console.log(
    `\n── ${index + 1}/${steps.length} ${step.name} ${'─'.repeat(60 - step.name.length)}`,
  );
  const finished = await step.run();
  const totals = totalsOf(finished, step.read);
  rows.push({ name: step.name, totals, ms: finished.ms });
  console.log(`${totals.failed ? '✗' : '✓'} ${step.name}: ${duration(finished.ms)}`);
}

const passed = rows.reduce((sum, { totals }) => sum + totals.passed, 0);
const failed = rows.reduce((sum, { totals }) => sum + totals.failed, 0);
console.log(`\n── All checks, ${duration(performance.now() - begun)}`);
for (const { name, totals, ms } of rows) {
  const counts =
    totals.passed + totals.failed ? `${totals.passed} passed, ${totals.failed} failed, ` : '';
  console.log(`${totals.failed ? '✗' : '✓'} ${name}: ${counts}${duration(ms)}`);
}
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;

/** A script of package.json, by the npm that runs this one. */
function script(name: string): () => Promise<Finished> {
  const cli = process.env.npm_execpath;
  const args = ['run', '--silent', name];
  return () =>
    cli
      ? run(process.env.npm_node_execpath ?? process.execPath, [cli, ...args], { env: environment })
      : run('npm', args, { env: environment, shell: process.platform === 'win32' });
}
