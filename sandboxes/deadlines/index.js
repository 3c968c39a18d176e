// @ts-check
// A client that waits only so long, and tries again. Its server is having
// a bad day: the first two answers to everything are late.
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { lane } from '#timeline';
import { order } from './exercise.js';
import { retry } from './retry.js';

const first = lane('first client');
const second = lane('second client');
const server = new Worker(new URL('server.js', import.meta.url));
const [address] = await once(server, 'message');
console.log(`The shop is ${await (await fetch(address)).text()}.`);

// A POST, attempted until there is an answer.
const text = await retry(first, async (signal) => {
  const url = `${address}/blind`;
  const response = await fetch(url, { method: 'POST', signal });
  return response.text();
});
console.log(`The client has its answer: ${text}`);

// Your turn: see exercise.js.
const yours = await order(second, `${address}/yours`);
console.log(`Your turn: ${yours}`);

server.postMessage('goodbye');
