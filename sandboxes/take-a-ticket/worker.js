// @ts-check
// The worker, a thread of its own. A job really computes: it looks for
// primes for about a third of a second and does nothing else meanwhile.
import { parentPort } from 'node:worker_threads';
import { lane } from '#timeline';

const here = lane('worker');
parentPort?.postMessage('hello');

parentPort?.on('message', ({ id, mail }) => {
  here.receive(mail);
  const primes = here.span('job', () => countPrimesFor(350));
  const result = `${primes} primes`;
  parentPort?.postMessage({ id, result, mail: here.send('result') });
});

/** @param {number} ms */
function countPrimesFor(ms) {
  const end = performance.now() + ms;
  let count = 0;
  for (let n = 2; performance.now() < end; n++) if (isPrime(n)) count++;
  return count;
}

/** @param {number} n */
function isPrime(n) {
  for (let divisor = 2; divisor * divisor <= n; divisor++) {
    if (n % divisor === 0) return false;
  }
  return true;
}
