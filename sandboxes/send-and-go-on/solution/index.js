// @ts-check
// The caller. It sends three e-mails, goes on with work of its own, and is
// called back with each answer. When it sends them, nobody is there yet.
import { setTimeout as pause } from 'node:timers/promises';
import { MessageChannel, Worker } from 'node:worker_threads';
import { lane } from '#timeline';

const caller = lane('caller');
const { port1: mailbox, port2: inbox } = new MessageChannel();

/** What has been asked and not yet been answered: primes below what? */
const waiting = new Map([
  [1, 300_000],
  [2, 3_000],
  [3, 30_000],
]);

// The callback. Answers come when they are ready, in whatever order: the
// number that they quote says what they answer.
mailbox.on('message', (answer) => {
  caller.receive(answer.mail);
  const limit = waiting.get(answer.re);
  waiting.delete(answer.re);
  console.log(`Below ${limit} there are ${answer.primes} primes.`);
});

for (const [number, limit] of waiting) {
  const mail = caller.send(`question ${number}`);
  mailbox.postMessage({ number, limit, mail });
}
console.log('Three e-mails are out.');

for (let day = 1; day <= 3; day++) await workOfItsOwn();

// Only now does the receiver come to work, and finds its inbox.
new Worker(new URL('receiver.js', import.meta.url), {
  workerData: inbox,
  transferList: [inbox],
});

while (waiting.size > 0) await workOfItsOwn();
mailbox.close();

/** A piece of work, and then a moment in which callbacks can run. */
async function workOfItsOwn() {
  caller.span('own work', () => {
    for (let i = 0; i < 1_000_000; i++) Math.random();
  });
  await pause(20);
}
