// @ts-check
import { spans } from '../timeline/read.js';

/** @typedef {import('../../src/notebook/timeline-events.ts').Run} Run */

const EVERYWHERE = ['CommonJS script', 'ES module', 'I/O callback'];

/** @type {import('../../src/notebook/timeline-events.ts').Claim[]} */
export const claims = [
  {
    id: 'sync-first',
    says: {
      en: 'Everywhere the plain call came first, although it is written last.',
      ko: '어디서나 평범한 호출이 맨 먼저였습니다. 코드에서는 맨 끝에 적혀 있는데도 그렇습니다.',
    },
    holds: (run) =>
      EVERYWHERE.every((place) => told(run, place)[0] === 'sync'),
  },
  {
    id: 'loop-last',
    says: {
      en: 'Everywhere the timeout and the immediate came after all the rest.',
      ko: '어디서나 timeout과 immediate는 나머지가 다 끝난 뒤에 왔습니다.',
    },
    holds: (run) =>
      EVERYWHERE.every(
        (place) =>
          told(run, place).slice(4).toSorted().join(' ') ===
          'immediate timeout',
      ),
  },
  {
    id: 'one-queue',
    says: {
      en: 'Everywhere the promise came just before the microtask: they share one queue.',
      ko: '어디서나 promise 바로 다음이 microtask였습니다. 둘은 같은 큐를 씁니다.',
    },
    holds: (run) =>
      EVERYWHERE.every((place) =>
        told(run, place).join(' ').includes('promise microtask'),
      ),
  },
  {
    id: 'script-ticks-first',
    says: {
      en: 'In the CommonJS script nextTick came before the promise.',
      ko: 'CommonJS 스크립트에서는 nextTick이 promise보다 먼저였습니다.',
    },
    holds: (run) => inOrder(run, 'CommonJS script', 'nextTick', 'promise'),
    saw: (run) => saw(run, 'CommonJS script'),
  },
  {
    id: 'module-promises-first',
    says: {
      en: 'In the ES module the promise came before nextTick.',
      ko: 'ES 모듈에서는 promise가 nextTick보다 먼저였습니다.',
    },
    holds: (run) => inOrder(run, 'ES module', 'promise', 'nextTick'),
    saw: (run) => saw(run, 'ES module'),
  },
  {
    id: 'io-ticks-first',
    says: {
      en: 'In the I/O callback, too, nextTick came before the promise, although its file is an ES module.',
      ko: 'I/O 콜백에서도 nextTick이 promise보다 먼저였습니다. 파일은 ES 모듈인데도 그렇습니다.',
    },
    holds: (run) => inOrder(run, 'I/O callback', 'nextTick', 'promise'),
    saw: (run) => saw(run, 'I/O callback'),
  },
  {
    id: 'io-immediate-first',
    says: {
      en: 'In the I/O callback the immediate came before the timeout.',
      ko: 'I/O 콜백에서는 immediate가 timeout보다 먼저였습니다.',
    },
    holds: (run) => inOrder(run, 'I/O callback', 'immediate', 'timeout'),
  },
  {
    id: 'in-step',
    exercise: true,
    says: {
      en: 'exercise.js tells I N S T E P.',
      ko: 'exercise.js가 I N S T E P 순서로 출력합니다.',
    },
    holds: (run) => told(run, 'your turn').join(' ') === 'I N S T E P',
    saw: (run) => saw(run, 'your turn'),
  },
];

/** @type {import('../../src/notebook/timeline-events.ts').Prediction[]} */
export const predictions = [
  {
    id: 'first-in-script',
    asks: {
      en: 'Which of the two comes first in the CommonJS script?',
      ko: 'CommonJS 스크립트에서는 둘 중 무엇이 먼저일까요?',
    },
    choices: whichFirst('CommonJS script', 'nextTick', 'promise'),
    saw: (run) => saw(run, 'CommonJS script'),
  },
  {
    id: 'first-in-module',
    asks: {
      en: 'And in the ES module?',
      ko: 'ES 모듈에서는 무엇이 먼저일까요?',
    },
    choices: whichFirst('ES module', 'nextTick', 'promise'),
    saw: (run) => saw(run, 'ES module'),
  },
  {
    id: 'first-in-io',
    asks: {
      en: 'Which of these comes first in the callback of `readFile`?',
      ko: '`readFile`의 콜백에서는 둘 중 무엇이 먼저일까요?',
    },
    choices: whichFirst('I/O callback', 'timeout', 'immediate'),
    saw: (run) => saw(run, 'I/O callback'),
  },
];

/**
 * @param {string} place
 * @param {string} one
 * @param {string} other
 * @returns {import('../../src/notebook/timeline-events.ts').Prediction['choices']}
 */
function whichFirst(place, one, other) {
  return [
    {
      says: { en: `\`${one}\``, ko: `\`${one}\`` },
      holds: (run) => inOrder(run, place, one, other),
    },
    {
      says: { en: `\`${other}\``, ko: `\`${other}\`` },
      holds: (run) => inOrder(run, place, other, one),
    },
  ];
}

/**
 * What was told in a place, in order.
 * @param {Run} run
 * @param {string} lane
 */
function told(run, lane) {
  return spans(run, { lane }).map(({ label }) => label);
}

/**
 * @param {Run} run
 * @param {string} place
 * @param {string} first
 * @param {string} second
 */
function inOrder(run, place, first, second) {
  const names = told(run, place);
  return (
    names.includes(first) && names.indexOf(first) < names.indexOf(second)
  );
}

/**
 * @param {Run} run
 * @param {string} place
 */
function saw(run, place) {
  const names = told(run, place).join(', ');
  return { en: names, ko: names };
}
