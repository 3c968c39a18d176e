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
    holds: (run) => before(run, firstAnswer(run)) > 1,
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
    holds: (run) => answers(run).length > 0 && interrupted(run) === 0,
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

/** @type {import('../../src/notebook/timeline-events.ts').Prediction[]} */
export const predictions = [
  {
    id: 'where-they-wait',
    asks: {
      en: 'When the questions are sent, there is nobody to receive them. What becomes of them?',
      ko: '질문을 보낼 때는 받을 쪽이 아직 없습니다. 질문은 어떻게 될까요?',
    },
    choices: [
      {
        says: { en: 'They are lost.', ko: '사라진다.' },
        holds: (run) => delivered(run) === 0,
      },
      {
        says: {
          en: 'They wait in a queue until the receiver comes.',
          ko: '수신자가 나타날 때까지 큐에서 기다린다.',
        },
        holds: (run) =>
          delivered(run) === 3 && sent(run, 'question 3') < arrival(run),
      },
      {
        says: {
          en: 'They are not sent before it comes.',
          ko: '수신자가 나타난 뒤에야 보내진다.',
        },
        holds: (run) => sent(run, 'question 3') >= arrival(run),
      },
    ],
    saw: (run) => ({
      en: `questions that arrived: ${delivered(run)}`,
      ko: `도착한 질문 ${delivered(run)}개`,
    }),
  },
  {
    id: 'first-answered',
    asks: {
      en: 'The first question is the hardest by far. Which one is answered first?',
      ko: '첫째 질문이 가장 어렵습니다. 어느 질문에 대한 대답이 먼저 올까요?',
    },
    choices: [
      {
        says: { en: 'The first.', ko: '첫째' },
        holds: (run) => order(run)[0] === '1',
      },
      {
        says: { en: 'The second.', ko: '둘째' },
        holds: (run) => order(run)[0] === '2',
      },
      {
        says: { en: 'The third.', ko: '셋째' },
        holds: (run) => order(run)[0] === '3',
      },
    ],
    saw: (run) => ({
      en: `answers to questions: ${order(run).join(', ')}`,
      ko: `대답이 온 질문: ${order(run).join(', ')}`,
    }),
  },
  {
    id: 'when-called-back',
    asks: {
      en: 'An answer arrives while the caller is in the middle of a piece of work. When does the callback run?',
      ko: '호출자가 한창 일하는 도중에 대답이 도착합니다. 콜백은 언제 실행될까요?',
    },
    choices: [
      {
        says: {
          en: 'At once: the work is interrupted.',
          ko: '곧바로. 일이 잠시 끊긴다.',
        },
        holds: (run) => interrupted(run) > 0,
      },
      {
        says: { en: 'After that piece.', ko: '하던 일을 마친 뒤.' },
        holds: (run) => answers(run).length > 0 && interrupted(run) === 0,
      },
    ],
    saw: (run) => ({
      en: `callbacks in the middle of a piece of work: ${interrupted(run)}`,
      ko: `일하는 도중에 실행된 콜백 ${interrupted(run)}개`,
    }),
  },
  {
    id: 'on-which-thread',
    asks: {
      en: 'On which thread does the callback run?',
      ko: '콜백은 누구의 스레드에서 실행될까요?',
    },
    choices: ['caller', 'receiver'].map((lane) => ({
      says: {
        en: `On the ${lane}’s.`,
        ko: `${lane === 'caller' ? '호출자' : '수신자'}의 스레드`,
      },
      holds: (run) =>
        answers(run).length > 0 &&
        answers(run).every((answer) => answer.lane === lane),
    })),
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
 * How many callbacks ran in the middle of a piece of work.
 * @param {Run} run
 */
function interrupted(run) {
  return answers(run).filter(({ at }) =>
    work(run).some(({ from, to }) => at > from && at < to),
  ).length;
}

/**
 * How many questions the receiver had.
 * @param {Run} run
 */
function delivered(run) {
  const questions = run.events
    .filter((event) => event.type === 'send')
    .filter(({ label }) => label.startsWith('question'))
    .map(({ message }) => message);
  return run.events.filter(
    (event) =>
      event.type === 'receive' && questions.includes(event.message),
  ).length;
}

/**
 * The answers in the order in which the callback had them: the numbers of
 * their questions, and the lanes that had them.
 * @param {Run} run
 */
function answers(run) {
  const numbers = new Map();
  const lanes = new Map();
  for (const event of run.events) {
    if (event.type === 'send' && event.label.startsWith('answer'))
      numbers.set(event.message, event.label.replace('answer ', ''));
    if (event.type === 'lane') lanes.set(event.lane, event.label);
  }
  return run.events
    .filter((event) => event.type === 'receive')
    .filter(({ message }) => numbers.has(message))
    .map(({ message, lane, at }) => ({
      number: numbers.get(message),
      lane: lanes.get(lane),
      at,
    }));
}

/** @param {Run} run */
function order(run) {
  return answers(run).map(({ number }) => number);
}

/** @param {Run} run */
function firstAnswer(run) {
  return answers(run)[0]?.at ?? NaN;
}
