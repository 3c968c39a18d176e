// @ts-check
// The client. It writes five times. With one of the writes, drawn from the
// seed, something goes wrong, and in the end the primary is dead. Who takes
// over, with what?
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { lane } from '#timeline';
import { promote } from './exercise.js';
import { randomFrom } from './random.js';

const fault = process.env.FAULT ?? 'partition'; // or 'crash'
const random = randomFrom(Number(process.env.SEED ?? 1));
const moment = 2 + Math.floor(random() * 4);
console.log(`${fault} with write ${moment}`);

const client = lane('client');
const far = start('replica.js', 'far');
const near = start('replica.js', 'near');
const ports = await Promise.all([hear(far), hear(near)]);

for (const way of ['asynchronous', 'one of two', 'all']) {
  const args = [way, fault, moment, ...ports].map(String);
  const primary = start('primary.js', ...args);
  const isDead = once(primary, 'exit');
  await hear(primary); // ready
  const acknowledged = [];
  for (let write = 1; write <= 5; write++) {
    const end = client.begin(`write ${write}`);
    primary.send(write);
    const answer = await Promise.race([hear(primary), pause(2000)]);
    end();
    if (!answer) break; // It waits for somebody who cannot be reached.
    acknowledged.push(write);
    if (fault === 'crash' && write === moment) break;
  }
  client.mark('the primary dies');
  primary.kill('SIGKILL');
  await isDead;

  const replicas = [await logOf('far', far), await logOf('near', near)];
  const { name, log } = promote(replicas);
  const lost = acknowledged.filter((write) => !log.includes(write));
  console.log(`${way}: acknowledged ${acknowledged.join(' ')}`);
  for (const { name, log } of replicas) {
    console.log(`  ${name} has ${log.join(' ') || 'none'}`);
  }
  console.log(`  ${name} takes over; lost: ${lost.join(' ') || 'none'}`);
}
far.disconnect();
near.disconnect();

// Another day it is the near one that has fallen behind.
const behind = { name: 'near', log: [1] };
const ahead = { name: 'far', log: [1, 2] };
console.log('another day near has 1, far has 1 2');
for (const listed of [
  [behind, ahead],
  [ahead, behind],
]) {
  const names = listed.map(({ name }) => name).join(', ');
  console.log(`  listed ${names}: ${promote(listed).name} takes over`);
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

/**
 * @param {string} name
 * @param {import('node:child_process').ChildProcess} replica
 * @returns {Promise<{ name: string, log: number[] }>}
 */
async function logOf(name, replica) {
  replica.send('Where are you?');
  return { name, log: await hear(replica) };
}
