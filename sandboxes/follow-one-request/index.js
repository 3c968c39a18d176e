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

let opened = 0; // how often the price list was opened

await Promise.all(
  ['ann', 'bob', 'cleo'].map((name, i) =>
    asRequest(String(i + 1), () => handle(name)),
  ),
);
console.log(`Openings of the price list: ${opened}`);

// A second program fails, in four ways, and looks at the stack each time.
const child = spawn(process.execPath, [stacks], { stdio: 'inherit' });
await once(child, 'close');

/** Opens the price list, which says what everything costs. */
function open() {
  opened++;
  return 3;
}

/** @param {string} name */
async function handle(name) {
  log(name, 'begins');
  await pause(20);
  log(name, 'after an await');
  await called('in a timer', (callback) => setTimeout(callback, 20));
  await called('in a callback', (callback) => readFile(stacks, callback));
  await called('in a batch', (callback) => ask('tea', callback, open));
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
