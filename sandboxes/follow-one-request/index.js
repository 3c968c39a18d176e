// @ts-check
// Three requests at once, on one thread. What is in the log belongs to one
// of them: to which? And when something fails, who had asked for it?
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { ask } from './exercise.js';
import { asRequest, log } from './request.js';

const stacks = fileURLToPath(new URL('stacks.js', import.meta.url));

await Promise.all(
  ['ann', 'bob', 'cleo'].map((name, i) =>
    asRequest(String(i + 1), () => handle(name)),
  ),
);

// A second program fails, in four ways, and looks at the stack each time.
const child = spawn(process.execPath, [stacks], { stdio: 'inherit' });
await once(child, 'close');

/** @param {string} name */
async function handle(name) {
  log(name, 'begins');
  await pause(20);
  log(name, 'after an await');
  await called('in a timer', (callback) => setTimeout(callback, 20));
  await called('in a callback', (callback) => readFile(stacks, callback));
  await called('in a batch', (callback) => ask('tea', callback));
  log(name, 'ends');

  /**
   * Starts something that calls back, and says in the callback that it has.
   * @param {string} what
   * @param {(callback: () => void) => void} start
   */
  function called(what, start) {
    return new Promise((done) => start(() => done(log(name, what))));
  }
}
