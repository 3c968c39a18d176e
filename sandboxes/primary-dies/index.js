// @ts-check
// The client. Five writes are acknowledged, and then the primary dies. A
// replica takes over. Does it have what was acknowledged?
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { lane } from '#timeline';
import { promote } from './exercise.js';

const client = lane('client');
const far = start('replica.js', 'far');
const near = start('replica.js', 'near');
const ports = await Promise.all([hear(far), hear(near)]);

for (const way of ['asynchronous', 'one of two', 'all']) {
  const primary = start('primary.js', way, ...ports.map(String));
  await hear(primary); // ready
  const acknowledged = [];
  for (let write = 1; write <= 5; write++) {
    const request = client.send('write');
    primary.send({ write, request, isLast: write === 5 });
    const { answer } = await hear(primary);
    client.receive(answer);
    acknowledged.push(write);
  }
  await once(primary, 'exit');
  client.mark('failover');

  const replicas = [await logOf('far', far), await logOf('near', near)];
  const { name, log } = promote(replicas);
  const lost = acknowledged.filter((write) => !log.includes(write));
  console.log(`${way}: ${acknowledged.length} writes acknowledged`);
  for (const { name, log } of replicas) {
    console.log(`  ${name} has ${log.join(' ') || 'none'}`);
  }
  console.log(`  ${name} takes over; lost: ${lost.join(' ') || 'none'}`);
}
far.disconnect();
near.disconnect();

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
