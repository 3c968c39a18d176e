/** `npm start`: builds the site if its sources have changed, then serves it. */
import { isBuilt } from '../build/source-stamp.ts';
import { runScript } from './npm.ts';
import { duration, fail } from './progress.mjs';
import { portFromEnvironment, serveDist } from './serve.ts';

portFromEnvironment(); // a mistake in it is said before a long build
if (isBuilt()) {
  console.log('The site is built from these sources already.');
} else {
  console.log('Building the site …\n');
  const { code, ms } = await runScript('build');
  if (code !== 0) fail('The build failed: its own words stand above.');
  console.log(`\nBuilt in ${duration(ms)}.`);
}
await serveDist();
