// @ts-check
// What happens here, in two or three sentences. The caller sends a question
// and goes on with its own work; the answer comes when the receiver has it.
import { setTimeout as pause } from 'node:timers/promises';
import { lane } from '#timeline';
import { double } from './exercise.js';

const caller = lane('caller');
const receiver = lane('receiver');

const answer = ask();
caller.span('own work', () => {
  for (let i = 0; i < 1_000_000; i++) Math.random();
});
console.log(`The answer is ${await answer}.`);

// Your turn: see exercise.js.
console.log(`Twice 21 is ${double(21)}.`);

async function ask() {
  const question = caller.send('question');
  await pause(20);
  receiver.receive(question);
  const reply = receiver.send('answer');
  await pause(20);
  caller.receive(reply);
  return 42;
}
