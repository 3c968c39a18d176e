// @ts-check
// One task, written in four ways: read a password, make a key of it, keep
// the key, and take the password away, come what may. Three customers want
// it at the same time; two of them have bad luck.
import { rm } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { heartbeat, lane } from '#timeline';
import * as awaits from './await.js';
import * as callbacks from './callbacks.js';
import { count } from './count.js';
import { customers, prepare } from './customers.js';
import * as exercise from './exercise.js';
import * as promises from './promises.js';
import * as synchronous from './synchronous.js';

/** @type {[string, (folder: string) => string | Promise<string>][]} */
const ways = [
  ['synchronous', synchronous.makeKey],
  [
    'callbacks',
    (folder) => new Promise((done) => callbacks.makeKey(folder, done)),
  ],
  ['promises', promises.makeKey],
  ['await', awaits.makeKey],
  ['exercise', exercise.makeKey],
];

console.log('             lines  nesting  error paths');
for (const [name] of ways) {
  const { lines, nesting, errorPaths } = count(`${name}.js`);
  const cells = [
    name.padEnd(13),
    String(lines).padStart(5),
    String(nesting).padStart(9),
    String(errorPaths).padStart(13),
  ];
  console.log(cells.join(''));
}

const styles = lane('style');
const stopHeart = heartbeat(lane('event loop'), 5);
for (const [name, makeKey] of ways) {
  const folder = await prepare();
  await pause(25);
  const results = await styles.span(name, () => {
    const keys = customers.map((customer) =>
      customer.here.span('key', () =>
        makeKey(`${folder}/${customer.name}`),
      ),
    );
    // Of the synchronous style these are the results, and the span ends.
    return name === 'synchronous' ? keys : Promise.all(keys);
  });
  const told = customers.map(({ name }, i) => `${name} ${results[i]}`);
  console.log(`${name}: ${told.join(', ')}`);
  await rm(folder, { recursive: true });
}
await pause(25);
stopHeart();
