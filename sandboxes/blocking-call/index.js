// @ts-check
// Two jobs, each done twice: by a synchronous call, then by its
// asynchronous twin. All the while a heart beats every 5 ms, whenever the
// event loop comes round to it.
import { pbkdf2, pbkdf2Sync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { heartbeat, lane } from '#timeline';
import { hashAll } from './exercise.js';

const calls = lane('calls');
const stopHeart = heartbeat(lane('event loop'), 5);
await pause(60);

// Job 1: make a key out of a password, in 600,000 rounds.
/** @type {[string, string, number, number, string]} */
const recipe = ['password', 'salt', 600_000, 32, 'sha256'];

const key = calls.span('pbkdf2Sync', () => pbkdf2Sync(...recipe));
await pause(60);
const twin = await calls.span('pbkdf2', () => promisify(pbkdf2)(...recipe));
await pause(60);
console.log(`pbkdf2Sync and pbkdf2 made the same key: ${key.equals(twin)}`);

// Job 2: read this file a thousand times, and on for a quarter of a second.
const file = new URL(import.meta.url);

const reads = calls.span('readFileSync', () => {
  const end = Date.now() + 250;
  let count = 0;
  for (; count < 1000 || Date.now() < end; count++) readFileSync(file);
  return count;
});
await pause(60);
const asyncReads = await calls.span('readFile', async () => {
  const end = Date.now() + 250;
  let count = 0;
  for (; count < 1000 || Date.now() < end; count++) await readFile(file);
  return count;
});
await pause(60);
console.log(`Reads: readFileSync ${reads}, readFile ${asyncReads}`);

// Your turn: see exercise.js.
const passwords = ['ada', 'grace'];
const hashes = await calls.span('your turn', () => hashAll(passwords));
await pause(60);
console.log(`Hashes: ${hashes.join(' ')}`);
stopHeart();
