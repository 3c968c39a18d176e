// @ts-check
// The server, on a thread of its own. Requests queue up for its one worker
// and stay open until they have been answered.
import { createServer } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { parentPort } from 'node:worker_threads';
import { counter, heartbeat, lane } from '#timeline';
import { next } from './exercise.js';

const worker = lane("server's worker");
const stopHeart = heartbeat(lane("server's event loop"), 20);
const countOpen = counter('open requests');
const countDone = counter('jobs done');
const countForNobody = counter('done for nobody');

/** @type {import('./exercise.js').Waiting[]} */
const queue = [];
let open = 0;
let done = 0;
let forNobody = 0;
let isAtWork = false;

const server = createServer((request, response) => {
  countOpen(++open);
  response.once('close', () => countOpen(--open));
  queue.push({ path: request.url ?? '', response });
  if (!isAtWork) worker.span('works', work);
});

/** Does the jobs, one after the other. Each is a model: a timer. */
async function work() {
  isAtWork = true;
  for (let job = next(queue); job; job = next(queue)) {
    if (job.response.destroyed) countForNobody(++forNobody);
    await pause(done === 0 ? 400 : 20); // Only the very first is slow.
    countDone(++done);
    job.response.end(`done: ${job.path}`);
  }
  isAtWork = false;
}

server.listen(0, '127.0.0.1', () => {
  const { port } = /** @type {any} */ (server.address());
  parentPort?.postMessage(`http://127.0.0.1:${port}`);
});
parentPort?.once('message', () => {
  server.close();
  server.closeAllConnections();
  stopHeart();
});
