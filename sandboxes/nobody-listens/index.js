// @ts-check
// Five programs, one after the other, each in a process of its own. A
// promise of theirs is rejected. With what exit code does each end?
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { lane } from '#timeline';

const parent = lane('index.js');

for (const name of ['nobody', 'too-late', 'in-time', 'hook', 'exercise']) {
  await run(`${name}.js`);
}

/** @param {string} program */
async function run(program) {
  const end = parent.begin(program);
  const path = fileURLToPath(new URL(program, import.meta.url));
  const child = spawn(process.execPath, [path], {
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  const [errors, [exitCode]] = await Promise.all([
    text(/** @type {import('node:stream').Readable} */ (child.stderr)),
    once(child, 'close'),
  ]);
  end();

  // Of all that Node says about an error, the line with its message.
  const error = /^Error: .*$/m.exec(errors)?.[0];
  if (error) console.log(`  ${error}`);
  console.log(`${program} ended with exit code ${exitCode}`);
}
