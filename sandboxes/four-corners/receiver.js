// @ts-check
// The receiver, a thread of its own. It does not know, nor need to know,
// how its caller waits.
import { parentPort, workerData } from 'node:worker_threads';
import { lane } from '#timeline';
import * as box from './box.js';
import { readForAWhile } from './read.js';

const receiver = lane('receiver');

parentPort?.on('message', (question) => {
  if (question === 'goodbye') return parentPort?.close();
  receiver.receive(question);
  const bytes = receiver.span('reads', readForAWhile);
  box.put(workerData, bytes, receiver.send('answer'));
});
parentPort?.postMessage('hello');
