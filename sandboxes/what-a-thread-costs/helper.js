// @ts-check
import { parentPort } from 'node:worker_threads';

parentPort?.on('message', (message) => {
  if (message === 'goodbye') return parentPort?.close();
  if (message instanceof Uint8Array) message[0] = 7;
  parentPort?.postMessage('done');
});
parentPort?.postMessage('hello');
