// @ts-check
// The bystander. It has nothing to do with the call and looks for primes
// until that is over.
import { parentPort, workerData } from 'node:worker_threads';
import { lane } from '#timeline';
import * as phone from './phone.js';

/** @type {Int32Array} */
const line = workerData;
const bystander = lane('bystander');
parentPort?.postMessage('hello');

bystander.span('looks for primes', () => {
  for (let n = 2; Atomics.load(line, phone.TURN) !== phone.HUNG_UP; n++) {
    if (isPrime(n)) Atomics.add(line, phone.PRIMES, 1);
  }
});

/** @param {number} n */
function isPrime(n) {
  for (let divisor = 2; divisor * divisor <= n; divisor++) {
    if (n % divisor === 0) return false;
  }
  return true;
}
