// @ts-check
// One slow server, asked by a client that blocks and by one that does not.
// The client has work of its own, whenever its thread is free for it.
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { counter, heartbeat, lane } from '#timeline';
import { get } from './exercise.js';
import { getSync } from './get-sync.js';

const client = lane('client');
const stopHeart = heartbeat(lane("client's event loop"), 10);
const server = new Worker(new URL('server.js', import.meta.url));
const [address] = await once(server, 'message');
const countWork = counter('own work');
let pieces = 0;
const work = setInterval(ownWork, 30);
await pause(100);

// The client blocks until it has its answer.
let text = client.span('getSync', () => getSync(`${address}${request()}`));
console.log(`getSync: ${read(text)}`);
await pause(100);

// It does not.
text = await client.span('fetch', async () => {
  const response = await fetch(`${address}${request()}`);
  return response.text();
});
console.log(`fetch: ${read(text)}`);
await pause(100);

// Your turn: see exercise.js.
text = await client.span('your turn', () => {
  return new Promise((done) => get(`${address}${request()}`, done));
});
try {
  console.log(`your turn: ${read(text)}`);
} catch {
  console.log(`your turn: not the whole answer, but only ${text}`);
}

clearInterval(work);
stopHeart();
server.postMessage('goodbye');

/** The path of a request. It tells the server which arrow arrives. */
function request() {
  return `/?mail=${client.send('request')}`;
}

/** @param {string} text */
function read(text) {
  const { words, mail } = JSON.parse(text);
  client.receive(mail);
  return words.join(' ');
}

function ownWork() {
  for (let i = 0; i < 500_000; i++) Math.random();
  countWork(++pieces);
}
