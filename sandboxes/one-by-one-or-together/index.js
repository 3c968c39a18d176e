// @ts-check
// Six questions to a slow server. A and D take it long, the others do not.
import { threeAtATime } from './exercise.js';
import { asker, close } from './server.js';

const questions = ['A', 'B', 'C', 'D', 'E', 'F'];

// One by one: the next is asked when the last has been answered.
const one = asker('one by one');
const answers = [];
for (const question of questions) answers.push(await one.ask(question));
console.log(`one by one: ${answers.join(' ')}`);

// Together: all are asked at once, and then awaited.
const together = asker('together');
const promises = questions.map(together.ask);
console.log(`together: ${(await Promise.all(promises)).join(' ')}`);

// Your turn: see exercise.js.
const yours = asker('your turn');
const inOrder = await threeAtATime(questions, yours.ask);
console.log(`your turn: ${inOrder.join(' ')}`);

// Three more, of which one is refused, and soon. They are asked once. Four
// promises watch them: for which of the three does each of these wait?
const last = asker('one is refused');
const three = ['A', '?', 'B'].map(last.ask);
await Promise.all([
  tell('all', Promise.all(three)),
  tell('race', Promise.race(three)),
  tell('any', Promise.any(three)),
  tell('allSettled', Promise.allSettled(three)),
]);
close();

/**
 * @param {string} name
 * @param {Promise<unknown>} promise
 */
async function tell(name, promise) {
  const state = await promise.then(
    () => 'fulfilled',
    () => 'rejected',
  );
  last.here.mark(name);
  console.log(`${name}: ${state}, ${last.underWay()} still under way`);
}
