// @ts-check
// The helper of get-sync.js.
import { workerData } from 'node:worker_threads';

const { answered, port } = workerData;

port.on('message', async (/** @type {string} */ url) => {
  const response = await fetch(url);
  port.postMessage(await response.text());
  Atomics.store(answered, 0, 1);
  Atomics.notify(answered, 0);
});
