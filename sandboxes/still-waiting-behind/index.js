// @ts-check
// Twenty requests at once, to a server that can do one job at a time.
// Watch the threads, and watch the requests.
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { counter, heartbeat, lane } from '#timeline';

const client = lane('client');
const stopHeart = heartbeat(lane("client's event loop"), 20);
const server = new Worker(new URL('server.js', import.meta.url));
const [address] = await once(server, 'message');
const countWork = counter('own work');
let pieces = 0;
const work = setInterval(ownWork, 50);
await pause(60);

const numbers = Array.from({ length: 20 }, (_, i) => i + 1);

const answers = await client.span('twenty requests', () =>
  Promise.all(numbers.map((number) => ask(number))),
);
console.log(`${answers.filter(Boolean).length} answers`);
await pause(60);

// Twenty again. When the first answer comes, eleven to twenty hang up:
// they do not want to wait any longer.
const hangUp = new AbortController();
const yours = await client.span('ten hang up', () =>
  Promise.all(
    numbers.map(async (number) => {
      const signal = number > 10 ? hangUp.signal : undefined;
      const answer = await ask(number, signal);
      hangUp.abort();
      return answer;
    }),
  ),
);
console.log(`${yours.filter(Boolean).length} answers, the others hung up`);
await pause(60);

server.postMessage('goodbye');
await once(server, 'exit'); // after its last job
clearInterval(work);
stopHeart();

/**
 * Gives the text of the answer, and nothing if the request was ended.
 * @param {number} number
 * @param {AbortSignal} [signal]
 */
async function ask(number, signal) {
  try {
    const response = await fetch(`${address}/${number}`, { signal });
    return await response.text();
  } catch (error) {
    if (!signal?.aborted) throw error;
  }
}

function ownWork() {
  for (let i = 0; i < 500_000; i++) Math.random();
  countWork(++pieces);
}
