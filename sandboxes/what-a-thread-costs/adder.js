// @ts-check
// Adds up whatever it is sent, as often as it is asked.
import { parentPort } from 'node:worker_threads';
import { lane } from '#timeline';

const adder = lane('adder');

parentPort?.on('message', (/** @type {Uint8Array} */ numbers) => {
  const add = () => numbers.reduce((sum, number) => sum + number, 0);
  parentPort?.postMessage(adder.span('adds', add));
});
