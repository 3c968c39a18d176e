// @ts-check
// The client writes at the primary and reads at a replica, first as it
// comes, then with a token: "I have seen the log up to here".
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { lane } from '#timeline';
import { Reader } from './exercise.js';

const lag = Number(process.env.LAG_MS ?? 150); // of the far replica
const client = lane('client');
const far = start('replica.js', 'far');
const near = start('replica.js', 'near');
const ports = await Promise.all([hear(far), hear(near)]);
const primary = start('primary.js', ...ports.map(String));
await hear(primary); // ready

for (const way of ['without a token', 'with a token']) {
  const read = [];
  for (let i = 0; i < 5; i++) {
    const written = await write();
    const token = way === 'with a token' ? written : 0;
    read.push(`${await readAt(far, token)} for ${written}`);
  }
  console.log(`${way}: read ${read.join(', ')}`);
}

// Your turn: somebody else only reads, now near, now far. The long link is
// jammed, for a second.
const written = await write(1000);
await readAt(near, written); // the near one has it by now
const reader = new Reader();
/** @type {number[]} */
const answers = []; // of the replicas
const read = []; // by the reader
for (const replica of [near, far, near, far]) {
  const position = await reader.read(async (token) => {
    const answer = await readAt(replica, token);
    answers.push(answer);
    return answer;
  });
  read.push(position);
}
console.log(`your turn: the replicas answered ${answers.join(', ')}`);
console.log(`  and ${read.join(', ')} were read, one after another`);
for (const process of [primary, far, near]) process.disconnect();

/**
 * The primary counts its writes.
 * @param {number} ms until the record arrives at the far replica
 * @returns {Promise<number>}
 */
async function write(ms = lag) {
  const end = client.begin('write');
  primary.send(ms);
  const { position, answer } = await hear(primary);
  client.receive(answer);
  end();
  return position;
}

/**
 * @param {import('node:child_process').ChildProcess} replica
 * @param {number} token the replica answers when it has come as far as that
 * @returns {Promise<number>}
 */
async function readAt(replica, token) {
  const end = client.begin('read');
  replica.send(token);
  const position = await hear(replica);
  end();
  return position;
}

/**
 * @param {string} file
 * @param {string[]} args
 */
function start(file, ...args) {
  return fork(new URL(file, import.meta.url), args);
}

/** @param {import('node:child_process').ChildProcess} child */
async function hear(child) {
  const [message] = await once(child, 'message');
  return message;
}
