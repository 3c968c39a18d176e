// @ts-check
// A stream of server-sent events: each has an id, so that a client that
// comes back can say which was the last that it has seen.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { lane } from '#timeline';
import { missed } from './exercise.js';

/** @typedef {{ id: number, type: string, data: unknown }} Event */

const here = lane('server');

/** @param {number} keep how many events it keeps */
export async function openStream(keep) {
  /** @type {Event[]} the last events, the oldest first */
  let log = [];
  /** @type {number[]} the state itself: all jobs that are done */
  const done = [];
  /** @type {Set<import('node:http').ServerResponse>} */
  const connected = new Set();

  const server = createServer((request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    response.flushHeaders();
    const lastId = request.headers['last-event-id'];
    if (lastId) {
      for (const event of missed(log, Number(lastId), done)) {
        response.write(format(event));
      }
    }
    connected.add(response);
    response.once('close', () => connected.delete(response));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = /** @type {any} */ (server.address());

  return {
    address: `http://127.0.0.1:${port}`,
    /** @param {number} job */
    publish(job) {
      done.push(job);
      const event = { id: done.length, type: 'done', data: job };
      log = [...log, event].slice(-keep);
      here.mark(`event ${event.id}`);
      for (const response of connected) response.write(format(event));
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** @param {Event} event */
function format({ id, type, data }) {
  return `id: ${id}\nevent: ${type}\ndata: ${JSON.stringify(data)}\n\n`;
}
