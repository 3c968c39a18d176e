// @ts-check
// The receiver. It reads its e-mails when it comes to work, and does what
// is quickest first. Each answer quotes the number of its question: `re`.
import { workerData as inbox } from 'node:worker_threads';
import { lane } from '#timeline';

const receiver = lane('receiver');

/** @type {{ number: number, limit: number }[]} */
const questions = [];

inbox.on('message', (/** @type {any} */ question) => {
  receiver.receive(question.mail);
  questions.push(question);
  if (questions.length === 3) answerAll();
});

function answerAll() {
  questions.sort((a, b) => a.limit - b.limit);
  for (const { number, limit } of questions) {
    const primes = receiver.span('counts', () => countPrimes(limit));
    const mail = receiver.send(`answer ${number}`);
    inbox.postMessage({ primes, re: number, mail });
  }
}

/** @param {number} limit */
function countPrimes(limit) {
  let count = 0;
  for (let n = 2; n < limit; n++) if (isPrime(n)) count++;
  return count;
}

/** @param {number} n */
function isPrime(n) {
  for (let divisor = 2; divisor * divisor <= n; divisor++) {
    if (n % divisor === 0) return false;
  }
  return true;
}
