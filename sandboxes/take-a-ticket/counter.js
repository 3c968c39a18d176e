// @ts-check
// The counter: a server that does none of the work itself. It answers a
// POST with a ticket, at once. Whoever wants the result asks for it later.
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { Worker } from 'node:worker_threads';
import { counter, lane } from '#timeline';
import { before } from './exercise.js';

const page = readFileSync(new URL('page.html', import.meta.url));
const here = lane('server');
const countWaiting = counter('waiting in the queue');

/** @typedef {{ state: string, result?: string }} Job */

/** @type {Map<number, Job>} every job by its ticket's number */
const jobs = new Map();
/** @type {number[]} the tickets that wait, first come first */
const queue = [];
let isBusy = false;
let lastAsked = performance.now();

const worker = new Worker(new URL('worker.js', import.meta.url));
await once(worker, 'message'); // hello
worker.on('message', ({ id, result, mail }) => {
  here.receive(mail);
  jobs.set(id, { state: 'done', result });
  isBusy = false;
  next();
});

const server = createServer((request, response) => {
  if (request.url === '/') {
    response.setHeader('Content-Type', 'text/html').end(page);
    return;
  }
  lastAsked = performance.now();
  const id = Number(request.url?.slice('/jobs/'.length));
  if (request.method === 'POST') {
    const { mail } = request.headers; // the page sends none
    if (mail) here.receive(Number(mail));
    const ticket = enqueue();
    response.setHeader('mail', here.send(`ticket ${ticket}`));
    response.writeHead(202, { Location: `/jobs/${ticket}` });
    response.end();
  } else if (request.url === '/jobs') {
    json(response, [...jobs.keys()].map(status));
  } else if (jobs.has(id)) {
    json(response, status(id));
  } else {
    response.writeHead(404).end('There is no such ticket.');
  }
});

function enqueue() {
  const id = jobs.size + 1;
  jobs.set(id, { state: 'waiting' });
  queue.push(id);
  countWaiting(queue.length);
  next();
  return id;
}

/** Gives the worker the next job, unless it has one. */
function next() {
  const id = isBusy ? undefined : queue.shift();
  if (id === undefined) return;
  countWaiting(queue.length);
  isBusy = true;
  jobs.set(id, { state: 'at work' });
  worker.postMessage({ id, mail: here.send('job') });
}

/** @param {number} id */
function status(id) {
  return { id, ...jobs.get(id), before: before(queue, id) };
}

/**
 * @param {import('node:http').ServerResponse} response
 * @param {unknown} value
 */
function json(response, value) {
  response.setHeader('Content-Type', 'application/json');
  response.end(JSON.stringify(value));
}

/** @param {number} port */
export async function openCounter(port) {
  await once(server.listen(port), 'listening');
  return {
    address: `http://localhost:${port}`,
    idleFor: () => (isBusy ? 0 : Math.floor(performance.now() - lastAsked)),
    async close() {
      server.close();
      server.closeAllConnections();
      await worker.terminate();
    },
  };
}
