// @ts-check
// The caller. It sends three e-mails, goes on with work of its own, and is
// called back with each answer. When it sends them, nobody is there yet.
import { setTimeout as pause } from 'node:timers/promises';
import { MessageChannel, Worker } from 'node:worker_threads';
import { lane } from '#timeline';

const caller = lane('caller');
const { port1: mailbox, port2: inbox } = new MessageChannel();

/** What has been asked and not yet been answered: primes below what? */
const waiting = [300_000, 3_000, 30_000];

// The callback. Who runs it, and when? (And does it know which question
// has been answered? That is your turn.)
mailbox.on('message', (answer) => {
  caller.receive(answer.mail);
  const limit = waiting.shift();
  console.log(`Below ${limit} there are ${answer.primes} primes.`);
});

for (const [i, limit] of waiting.entries()) {
  const mail = caller.send(`question ${i + 1}`);
  mailbox.postMessage({ number: i + 1, limit, mail });
}
console.log('Three e-mails are out.');

for (let day = 1; day <= 3; day++) await workOfItsOwn();

// Only now does the receiver come to work, and finds its inbox.
new Worker(new URL('receiver.js', import.meta.url), {
  workerData: inbox,
  transferList: [inbox],
});

while (waiting.length > 0) await workOfItsOwn();
mailbox.close();

/** A piece of work, and then a moment in which callbacks can run. */
async function workOfItsOwn() {
  caller.span('own work', () => {
    for (let i = 0; i < 1_000_000; i++) Math.random();
  });
  await pause(20);
}
