// @ts-check
// First what is called at once; then Node's own queue, then that of the
// promises. After I/O comes the check phase, and timers after that.
import { readFile } from 'node:fs';
import { teller } from './six-calls.js';

const tell = teller('your turn');

readFile(new URL(import.meta.url), () => {
  setTimeout(() => tell('P'), 0);
  setImmediate(() => tell('E'));
  Promise.resolve().then(() => tell('S'));
  queueMicrotask(() => tell('T'));
  process.nextTick(() => tell('N'));
  tell('I');
});
