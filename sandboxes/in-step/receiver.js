// @ts-check
// The receiver. It sleeps until it is asked, answers, and sleeps again.
import { parentPort, workerData } from 'node:worker_threads';
import { lane } from '#timeline';
import * as phone from './phone.js';

/** @type {Int32Array} */
const line = workerData;
const receiver = lane('receiver');
parentPort?.postMessage('hello');

while (listen() !== phone.HUNG_UP) {
  receiver.span('talks', () => phone.talk(80));
  phone.handOver(line, phone.CALLER, receiver.send('answer'));
}

function listen() {
  while (Atomics.load(line, phone.TURN) === phone.CALLER) {
    Atomics.wait(line, phone.TURN, phone.CALLER);
  }
  receiver.receive(Atomics.load(line, phone.WORDS));
  return Atomics.load(line, phone.TURN);
}
