/**
 * `npm run test:webcontainer`: every sandbox on StackBlitz's own WebContainer host. Where that cannot
 * be reached it says so and ends well, unless it was called with `--required`.
 */
import { join } from 'node:path';
import { isBuilt } from '../build/source-stamp.ts';
import { findOrInstallBrowser } from './find-browser.ts';
import { runScript } from './npm.ts';
import { fail, run } from './progress.mjs';

const HOST = 'https://stackblitz.com/headless?version=1.6.4';
/** Milliseconds. */
const PATIENCE = 15_000;
const root = join(import.meta.dirname, '../..');

const obstacle = await whyUnreachable();
if (obstacle) {
  const sentence = `The real WebContainer host cannot be reached from here (${obstacle})`;
  if (process.argv.includes('--required')) fail(`${sentence}: nothing was tested.`);
  console.log(`Skipped: ${sentence}.`);
} else {
  if (!isBuilt()) {
    const { code } = await runScript('build');
    if (code !== 0) fail('The build failed: its own words stand above.');
  }
  const cli = join(root, 'node_modules/@playwright/test/cli.js');
  const { code } = await run(
    process.execPath,
    [cli, 'test', '--config', 'playwright.webcontainer.config.ts'],
    { cwd: root, env: { CHROMIUM_PATH: await findOrInstallBrowser() } },
  );
  process.exitCode = code;
}

/** Null where the host answers, whatever it says. */
async function whyUnreachable(): Promise<string | null> {
  try {
    await fetch(HOST, { signal: AbortSignal.timeout(PATIENCE) });
    return null;
  } catch (error) {
    const { name, message, cause } = error as Error & { cause?: NodeJS.ErrnoException };
    if (name === 'TimeoutError') return `no answer within ${PATIENCE / 1000} s`;
    return cause?.code ?? message;
  }
}
