// @ts-check
// The server, on a thread of its own. It tells when each job was done, and
// how long the next one will take, as far as it can foretell that.
import { createServer } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { parentPort } from 'node:worker_threads';
import { lane } from '#timeline';

const worker = lane('worker');

/** How long each job takes, in seconds. */
const lengths = [3.1, 4.6, 2.7, 5.3, 3.8, 2.2, 4.9, 3];
/** @type {number[]} */
const doneAt = [];
let nextAt = now() + 300;

/** Called whenever a job is done. @type {Set<() => void>} */
const listeners = new Set();

const server = createServer((request, response) => {
  const { pathname, searchParams } = new URL(`http://server${request.url}`);
  if (pathname === '/events') {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    response.flushHeaders();
    listeners.add(() => {
      response.write(`data: ${JSON.stringify(doneAt)}\n\n`);
    });
    return;
  }
  const answer = () => {
    listeners.delete(answer);
    const next = Math.max(0, nextAt - now()) / 100;
    response.end(JSON.stringify({ doneAt, next }));
  };
  const hasNews =
    doneAt.length > Number(searchParams.get('moreThan') ?? -1);
  if (hasNews) answer();
  else listeners.add(answer);
});

async function work() {
  for (const [i, seconds] of lengths.entries()) {
    nextAt = now() + seconds * 100;
    // A model of the work: a timer.
    await worker.span(`job ${i + 1}`, () => pause(seconds * 100));
    doneAt.push(now());
    for (const listener of [...listeners]) listener();
  }
}

function now() {
  return performance.timeOrigin + performance.now();
}

server.listen(0, '127.0.0.1', () => {
  const { port } = /** @type {any} */ (server.address());
  parentPort?.postMessage(`http://127.0.0.1:${port}`);
});
parentPort?.on('message', (word) => {
  if (word === 'begin') return work();
  server.close();
  server.closeAllConnections();
  parentPort?.close();
});
