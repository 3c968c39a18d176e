// @ts-check
// A thread of the pool. Its jobs are a model of blocking I/O: the thread
// sleeps, as it would for a slow disk, and uses no processor meanwhile.
import { parentPort, workerData } from 'node:worker_threads';
import { lane } from '#timeline';

const worker = lane(`worker ${workerData}`);
const nothing = new Int32Array(new SharedArrayBuffer(4));

parentPort?.on('message', (job) => {
  if (job === 'goodbye') return parentPort?.close();
  worker.span(job.name, () => Atomics.wait(nothing, 0, 0, job.ms));
  parentPort?.postMessage(job.name);
});
parentPort?.postMessage('hello');
