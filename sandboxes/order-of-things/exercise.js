// @ts-check
// Your turn: make it tell I N S T E P. Each of the six ways is used once;
// only the letters may change places.
import { readFile } from 'node:fs';
import { teller } from './six-calls.js';

const tell = teller('your turn');

readFile(new URL(import.meta.url), () => {
  setTimeout(() => tell('I'), 0);
  setImmediate(() => tell('N'));
  Promise.resolve().then(() => tell('S'));
  queueMicrotask(() => tell('T'));
  process.nextTick(() => tell('E'));
  tell('P');
});
