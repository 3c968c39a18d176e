// @ts-check
// A shop, on a thread of its own. It makes an order and then says so.
import { createServer } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { parentPort } from 'node:worker_threads';
import { lane } from '#timeline';

const shop = lane('server');

/** @type {Map<string, number>} how many orders were begun on a path */
const begun = new Map();
/** @type {Map<string, Promise<string>>} orders by their idempotency key */
const known = new Map();

const server = createServer(async (request, response) => {
  if (request.method === 'GET') return response.end('open');
  const path = request.url ?? '';
  const key = request.headers['idempotency-key']?.toString();
  const order = (key && known.get(key)) || makeOrder(path);
  if (key) known.set(key, order);
  response.end(await order);
});

/**
 * A model of a bad day: the first two orders on a path take far too long.
 * @param {string} path
 */
async function makeOrder(path) {
  const number = (begun.get(path) ?? 0) + 1;
  begun.set(path, number);
  const ms = number <= 2 ? 700 : 20;
  await shop.span(`order ${path}`, () => pause(ms));
  return `order ${number} is made`;
}

server.listen(0, '127.0.0.1', () => {
  const { port } = /** @type {any} */ (server.address());
  parentPort?.postMessage(`http://127.0.0.1:${port}`);
});
parentPort?.once('message', () => {
  server.close();
  server.closeAllConnections();
});
