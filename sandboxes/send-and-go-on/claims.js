// @ts-check
import { spans } from '../timeline/read.js';

/** @typedef {import('../../src/notebook/timeline-events.ts').Run} Run */

/** @type {import('../../src/notebook/timeline-events.ts').Claim[]} */
export const claims = [
  {
    id: 'nobody-there',
    says: {
      en: 'When the last question was sent, the receiver did not exist yet.',
      ko: '마지막 질문을 보냈을 때 수신자는 아직 존재하지도 않았습니다.',
    },
    holds: (run) => sent(run, 'question 3') < arrival(run),
    saw: (run) => ({
      en: `pieces of work finished before the receiver came: ${before(run, arrival(run))}`,
      ko: `수신자가 나타나기 전에 끝낸 일 ${before(run, arrival(run))}개`,
    }),
  },
  {
    id: 'goes-on',
    says: {
      en: 'The caller went on: before the first answer came it had finished several pieces of its own work.',
      ko: '호출자는 하던 일을 이어 갔습니다. 첫 대답이 오기 전에 자기 일을 여러 개 끝냈습니다.',
    },
    holds: (run) => before(run, firstAnswer(run)) >= 3,
    saw: (run) => ({
      en: `pieces of work before the first answer: ${before(run, firstAnswer(run))}`,
      ko: `첫 대답 전에 끝낸 일 ${before(run, firstAnswer(run))}개`,
    }),
  },
  {
    id: 'called-back',
    says: {
      en: 'The caller was called back with each of the three answers.',
      ko: '대답 세 개가 올 때마다 호출자의 콜백이 실행되었습니다.',
    },
    holds: (run) => answers(run).length === 3,
  },
  {
    id: 'between-two-pieces',
    says: {
      en: 'The callback never ran in the middle of a piece of work, only between two.',
      ko: '콜백은 일을 하는 도중에 실행된 적이 없고, 늘 일과 일 사이에 실행되었습니다.',
    },
    holds: (run) =>
      answers(run).length > 0 &&
      answers(run).every(({ at }) =>
        work(run).every(({ from, to }) => at <= from || at >= to),
      ),
  },
  {
    id: 'quickest-first',
    says: {
      en: 'The answers came in another order than the questions.',
      ko: '대답은 질문과 다른 순서로 왔습니다.',
    },
    holds: (run) =>
      order(run).length === 3 &&
      order(run).join() !== order(run).toSorted().join(),
    saw: (run) => ({
      en: `answers to questions: ${order(run).join(', ')}`,
      ko: `대답이 온 질문: ${order(run).join(', ')}`,
    }),
  },
  {
    id: 'right-answers',
    exercise: true,
    says: {
      en: 'Each answer stands beside its own question.',
      ko: '모든 대답이 제 질문과 짝지어집니다.',
    },
    holds: (run) =>
      [
        '3000 there are 430',
        '30000 there are 3245',
        '300000 there are 25997',
      ]
        .map((pair) => `Below ${pair} primes.`)
        .every((line) => run.output.includes(line)),
  },
];

/**
 * When a message of that name was sent.
 * @param {Run} run
 * @param {string} label
 */
function sent(run, label) {
  return (
    run.events.find(
      (event) => event.type === 'send' && event.label === label,
    )?.at ?? NaN
  );
}

/**
 * When the receiver's thread first said anything.
 * @param {Run} run
 */
function arrival(run) {
  return (
    run.events.find(
      (event) => event.type === 'lane' && event.label === 'receiver',
    )?.at ?? NaN
  );
}

/** @param {Run} run */
function work(run) {
  return spans(run, { lane: 'caller', label: 'own work' });
}

/**
 * How many pieces of its own work the caller had finished by then.
 * @param {Run} run
 * @param {number} time
 */
function before(run, time) {
  return work(run).filter(({ to }) => to <= time).length;
}

/**
 * The answers in the order in which the callback had them, and the numbers
 * of their questions.
 * @param {Run} run
 */
function answers(run) {
  const numbers = new Map();
  for (const event of run.events) {
    if (event.type === 'send' && event.label.startsWith('answer'))
      numbers.set(event.message, event.label.replace('answer ', ''));
  }
  return run.events
    .filter((event) => event.type === 'receive')
    .filter(({ message }) => numbers.has(message))
    .map(({ message, at }) => ({ number: numbers.get(message), at }));
}

/** @param {Run} run */
function order(run) {
  return answers(run).map(({ number }) => number);
}

/** @param {Run} run */
function firstAnswer(run) {
  return answers(run)[0]?.at ?? NaN;
}
