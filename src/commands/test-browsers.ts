/**
 * `npm run test:browsers`: the built site in the browsers beside Chromium that this machine has. Says
 * in a sentence which it does not have.
 */
import { join } from 'node:path';
import { isBuilt } from '../build/source-stamp.ts';
import { findFirefox } from './find-browser.ts';
import { runScript } from './npm.ts';
import { fail, run } from './progress.mjs';

const root = join(import.meta.dirname, '../..');
const firefox = findFirefox();

if (!firefox) {
  console.log(
    'Skipped: there is no Firefox here. Install one, or set FIREFOX_PATH to its program.',
  );
} else {
  if (!isBuilt()) {
    const { code } = await runScript('build');
    if (code !== 0) fail('The build failed: its own words stand above.');
  }
  console.log(`Firefox: ${firefox}`);
  const { code } = await run(process.execPath, ['--test', 'tests/browsers/**/*.test.ts'], {
    cwd: root,
    env: { FIREFOX_PATH: firefox },
  });
  process.exitCode = code;
}
