// @ts-check
// The program: asks for all at once, and tells in which order the answers
// come.
import { pbkdf2 } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { lane } from '#timeline';

const [name = '', hashes] = process.argv.slice(2);
const asked = lane(name);
const hash = promisify(pbkdf2);

/** @type {string[]} */
const order = [];

/**
 * Shows how long it took from the request to the answer.
 * @param {string} label
 * @param {() => Promise<unknown>} request
 */
async function ask(label, request) {
  await asked.span(label, request);
  order.push(label);
}

const all = [];
for (let n = 1; n <= Number(hashes); n++) {
  all.push(
    ask(`hash ${n}`, () => hash('password', `${n}`, 300_000, 32, 'sha256')),
  );
}
all.push(ask('file', () => readFile(new URL(import.meta.url))));
await Promise.all(all);
console.log(`${name}: ${order.join(', ')}`);
