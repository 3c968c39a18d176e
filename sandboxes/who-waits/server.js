// @ts-check
// The server, on a thread of its own. It takes its time, and then sends
// its answer in three pieces.
import { createServer } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { parentPort } from 'node:worker_threads';
import { lane } from '#timeline';

const here = lane('server');

const server = createServer(async (request, response) => {
  const { searchParams } = new URL(`http://server${request.url}`);
  here.receive(Number(searchParams.get('mail')));
  // A model of slow work: a timer, as if a database were being asked.
  await here.span('works', () => pause(300));
  response.write('{ "words": ["here",');
  await pause(30);
  response.write('"it",');
  await pause(30);
  response.end(`"is"], "mail": ${here.send('answer')} }`);
});

server.listen(0, '127.0.0.1', () => {
  const { port } = /** @type {any} */ (server.address());
  parentPort?.postMessage(`http://127.0.0.1:${port}`);
});
parentPort?.once('message', () => {
  server.close();
  server.closeAllConnections();
});
