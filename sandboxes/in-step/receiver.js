// @ts-check
// The receiver. It sleeps until it is asked, answers, and sleeps again.
import { parentPort, workerData } from 'node:worker_threads';
import { lane } from '#timeline';
import { CALLER, HUNG_UP, TURN, WORDS, handOver, talk } from './line.js';

/** @type {Int32Array} */
const line = workerData;
const receiver = lane('receiver');
parentPort?.postMessage('hello');

while (listen() !== HUNG_UP) {
  receiver.span('talks', () => talk(80));
  handOver(line, CALLER, receiver.send('answer'));
}

function listen() {
  while (Atomics.load(line, TURN) === CALLER) Atomics.wait(line, TURN, CALLER);
  receiver.receive(Atomics.load(line, WORDS));
  return Atomics.load(line, TURN);
}
