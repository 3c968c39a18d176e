/** A machine in a worker thread of Node: for tests and recordings, which need no browser. */
import { parentPort } from 'node:worker_threads';
import { serveMachine } from './machine.ts';
import type { FromMachine, ToMachine } from './messages.ts';

const port = parentPort!;
serveMachine({
  post: (message: FromMachine, transfer = []) => port.postMessage(message, transfer),
  listen: (receive) => void port.on('message', (message: ToMachine) => receive(message)),
});
