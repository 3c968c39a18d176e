// @ts-check
// Eight recordings are written down, one after the other, and six clients
// want to know when each is done. They differ in how they ask. A model:
// a second of theirs is a tenth of a second of ours.
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { pauseFor } from './exercise.js';
import { Client, listen, longPoll, poll } from './clients.js';

const seconds = Number(process.env.POLL_SECONDS ?? 5);
const server = new Worker(new URL('server.js', import.meta.url));
const [address] = await once(server, 'message');

/** @type {[string, (client: Client) => Promise<void>][]} */
const ways = [
  [`every ${seconds} s`, (client) => poll(client, () => seconds)],
  ['every 1 s', (client) => poll(client, () => 1)],
  ['every 0.1 s', (client) => poll(client, () => 0.1)],
  ['long poll', longPoll],
  ['events', listen],
  ['your turn', (client) => poll(client, pauseFor)],
];
const watching = ways.map(async ([name, watch]) => {
  const client = new Client(name, address);
  await watch(client);
  return client;
});
server.postMessage('begin');
const clients = await Promise.all(watching);
server.postMessage('goodbye');

console.log('             requests  in vain  mean delay');
for (const { name, requests, inVain, delays } of clients) {
  const mean = delays.reduce((sum, ms) => sum + ms) / delays.length / 100;
  const columns = [
    name.padEnd(12),
    String(requests).padStart(8),
    String(inVain).padStart(8),
    `${mean.toFixed(2)} s`.padStart(11),
  ];
  console.log(columns.join(' '));
}
