// @ts-check
// A server accepts ten jobs, and is killed in the middle of one. Once it
// keeps them in memory, once in a journal. What does its next life know?
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lane } from '#timeline';

const client = lane('client');
const doomed = Number(process.env.CRASH_AFTER ?? 2) + 1;

for (const queue of ['memory', 'journal']) {
  const folder = await mkdtemp(join(tmpdir(), 'jobs-'));
  const first = await start(queue, folder, 'first life');

  let accepted = 0;
  for (let job = 1; job <= 10; job++) {
    const { status } = await client.span('POST /jobs', () =>
      fetch(`${first.address}/jobs/${job}`, { method: 'POST' }),
    );
    if (status === 202) accepted++;
  }

  // No handler, no last words: killed in the middle of that job.
  first.server.send('work');
  while ((await next(first.server)).began !== doomed);
  first.server.kill('SIGKILL');
  await once(first.server, 'exit');
  client.mark('server killed');

  const second = await start(queue, folder, 'second life');
  second.server.send('work');
  while (!(await next(second.server)).isIdle);
  second.server.disconnect();
  await once(second.server, 'exit');

  const sent = await readFile(join(folder, 'mails.txt'), 'utf8');
  const mails = sent.trim().split('\n');
  const customers = new Set(mails).size;
  console.log(`${queue}: ${accepted} jobs accepted with 202`);
  console.log(`  found after the crash: ${second.found}`);
  console.log(`  mails never sent: ${10 - customers}`);
  console.log(`  mails sent twice: ${mails.length - customers}`);
  await rm(folder, { recursive: true });
}

/**
 * Starts a server, and gives it with its address and how many jobs it has
 * found from an earlier life.
 * @param {string} queue
 * @param {string} folder
 * @param {string} life
 */
async function start(queue, folder, life) {
  const script = new URL('server.js', import.meta.url);
  const server = fork(script, [queue, folder, life, `${doomed}`]);
  return { server, ...(await next(server)) };
}

/** @param {import('node:child_process').ChildProcess} server */
async function next(server) {
  const [message] = await once(server, 'message');
  return message;
}
