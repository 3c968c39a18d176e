// @ts-check
// One question, asked in four ways. Two things to watch: does the call give
// the thread back at once, and who keeps step with whom?
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { heartbeat, lane } from '#timeline';
import * as box from './box.js';
import { whenAnswered } from './exercise.js';
import { readForAWhile } from './read.js';

const caller = lane('caller');
const answers = box.create();
const url = new URL('receiver.js', import.meta.url);
const receiver = new Worker(url, { workerData: answers });
await once(receiver, 'message'); // hello
const stopHeart = heartbeat(lane('event loop'), 5);
await pause(60);

// Synchronous, blocking: the call comes back with the answer.
let bytes = caller.span('readFileSync', readForAWhile);
await report('readFileSync', bytes);

// Synchronous, non-blocking: each call comes back at once, and mostly with
// "not yet". It is the caller that has to ask again.
let asked = 0;
request('question 2');
bytes = await caller.span('asks again', async () => {
  while (++asked && !box.peek(answers)) await pause(10);
  return box.take(answers, caller);
});
await report(`asked ${asked} times`, bytes);

// Asynchronous, blocking: the request is out, and caller and receiver each
// go their own way. Then the caller chooses to wait.
request('question 3');
caller.span('own work', () => {
  for (let i = 0; i < 1_000_000; i++) Math.random();
});
caller.span('sleeps', () => box.sleepUntilFull(answers));
await report('waited', box.take(answers, caller));

// Asynchronous, non-blocking: the request is out, and the caller is told.
request('question 4');
const told = caller.begin('is told');
await new Promise((done) => box.onceFull(answers, done)); // `done` is the callback
told();
await report('was told', box.take(answers, caller));

// Your turn: see exercise.js.
for (const question of ['question 5', 'question 6', 'question 7']) {
  request(question);
  const turned = caller.begin('your turn');
  await new Promise((done) => whenAnswered(answers, done));
  turned();
  await report('your turn', box.take(answers, caller));
}

stopHeart();
receiver.postMessage('goodbye');

/** @param {string} question */
function request(question) {
  receiver.postMessage(caller.send(question));
}

/**
 * @param {string} how
 * @param {number} bytes
 */
async function report(how, bytes) {
  console.log(`${how}: ${bytes} bytes`);
  await pause(60);
}
