// @ts-check
// The client. It starts a primary and two replicas, each a process of its
// own, and commits in three ways. What does each commit wait for?
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { lane } from '#timeline';

const client = lane('client');
const far = await start('replica.js', 'far');
const near = await start('replica.js', 'near');
const primary = await start('primary.js', `${far.port}`, `${near.port}`);

await threeCommits('asynchronous');
await threeCommits('one of two');
await threeCommits('all');
await threeCommits('your turn');
await threeCommits('near one first'); // the same with the list turned round
for (const { child } of [primary, near, far]) child.disconnect();

/** @param {string} way */
async function threeCommits(way) {
  const reports = [];
  for (let i = 0; i < 3; i++) {
    const end = client.begin(way);
    primary.child.send(way);
    const [report] = await once(primary.child, 'message');
    end();
    reports.push(report);
  }
  const waited = Math.min(...reports.map(({ waited }) => waited));
  const acknowledged = reports
    .map(({ acknowledged }) => acknowledged.join('+') || 'none')
    .join(', ');
  console.log(`${way}: acknowledged by ${acknowledged}`);
  console.log(`  waited at least ${waited.toFixed(1)} ms for that`);
}

/**
 * A process of its own, and the port on which it can be reached.
 * @param {string} file
 * @param {string[]} args
 */
async function start(file, ...args) {
  const child = fork(new URL(file, import.meta.url), args);
  const [port] = await once(child, 'message');
  return { child, port };
}
