// @ts-check
// A server on one thread, and a thousand clients that mostly say nothing.
import { pbkdf2Sync } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { counter, heartbeat, lane } from '#timeline';
import { answer } from './exercise.js';
import { countThreads } from './threads.js';

const here = lane('server');
const connections = counter('connections');
let open = 0;
let callbacks = 0;

const server = createServer((socket) => {
  if (++open % 100 === 0) connections(open);
  socket.write('welcome');
  socket.on('data', (bytes) => {
    callbacks++;
    const { question, mail } = JSON.parse(bytes.toString());
    here.receive(mail);
    answer(question, (text) => {
      const reply = { text, mail: here.send('answer') };
      socket.write(JSON.stringify(reply));
    });
  });
});
await once(server.listen(0, '127.0.0.1'), 'listening');

// All clients share one other thread. Node's pool starts its own threads
// when it first has work: let it, so that they are counted beforehand.
const clients = new Worker(new URL('clients.js', import.meta.url), {
  workerData: /** @type {any} */ (server.address()).port,
});
await once(clients, 'online');
await readFile(new URL(import.meta.url));
const threads = countThreads();

await tell('connect');
const more = countThreads() - threads;
console.log(`${open} connections`);
console.log(`Threads more: ${Number.isNaN(more) ? 'nobody tells' : more}`);

const stopHeart = heartbeat(here, 10);
await pause(150);
console.log(`All are silent. Callbacks run for them: ${callbacks}`);

await readFile(new URL(import.meta.url));
console.log(
  `Meanwhile the thread pool has read a file, ${open} still open`,
);

await tell('one speaks');
console.log(`Number 700 speaks. Callbacks run: ${callbacks}`);

// What one hash costs: for so long the thread does nothing else. Three times,
// as other programs on a busy machine may make one of them last longer.
for (let i = 0; i < 3; i++) {
  here.span('one hash', () => {
    pbkdf2Sync('password', 'salt', 200_000, 32, 'sha512');
  });
}
await pause(60);

console.log(`Six speak. Answers: ${(await tell('six speak')).join(', ')}`);

stopHeart();
clients.postMessage('goodbye');
server.close();

/**
 * Tells the clients what to do, and waits until they have done it.
 * @param {string} command
 */
async function tell(command) {
  clients.postMessage(command);
  const [done] = await once(clients, 'message');
  return done;
}
