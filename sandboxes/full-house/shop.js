// @ts-check
// A shop with one worker and a queue. `limit` is how many may wait; who
// comes when that many do is told to come back in a second, or in two, so
// that not all come back together.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { counter, lane } from '#timeline';

const here = lane('server');
const worker = lane('worker');
const countWaiting = counter('waiting in the queue');

/** @param {number} limit */
export async function buildShop(limit) {
  /** @type {number[]} since when each of the queue has waited */
  const queue = [];
  /** @type {number[]} ms until an accepted order was done */
  const waits = [];
  /** @type {Map<string, { at: number, seconds: number }>} by client */
  const refusals = new Map();
  /** @type {Record<number, number[]>} by seconds told: ms stayed away */
  const away = { 1: [], 2: [] };
  let refused = 0;
  let visits = 0;
  let early = 0;
  let isOpen = false;
  let isBusy = false;

  const server = createServer((request, response) => {
    const client = request.url ?? '';
    visits++;
    const last = refusals.get(client);
    if (last) {
      const ms = performance.now() - last.at;
      away[last.seconds]?.push(ms);
      // A little less: a timer may be a millisecond early.
      if (ms < last.seconds * 1000 - 10) early++;
    }
    if (queue.length >= limit) {
      here.mark('refused');
      const seconds = 1 + (refused++ % 2);
      refusals.set(client, { at: performance.now(), seconds });
      response.writeHead(503, { 'Retry-After': `${seconds}` }).end();
      return;
    }
    queue.push(performance.now());
    countWaiting(queue.length);
    response.writeHead(202).end();
    if (isOpen && !isBusy) work();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = /** @type {any} */ (server.address());

  async function work() {
    isBusy = true;
    for (let since = queue.shift(); since; since = queue.shift()) {
      countWaiting(queue.length);
      // A model of a job: a timer.
      await worker.span('job', () => pause(30));
      waits.push(performance.now() - since);
    }
    isBusy = false;
  }

  return {
    address: `http://127.0.0.1:${port}`,
    waits,
    visits: () => visits,
    early: () => early,
    away,
    open() {
      isOpen = true;
      queue.fill(performance.now()); // Only now does their wait count.
      work();
    },
    /** Closes when nobody waits any more. */
    async close() {
      while (isBusy) await pause(10);
      server.close();
      server.closeAllConnections();
    },
  };
}
