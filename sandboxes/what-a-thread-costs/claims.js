// @ts-check
import { length, spans } from '../timeline/read.js';

/** @typedef {import('../../src/notebook/timeline-events.ts').Run} Run */

/** @type {import('../../src/notebook/timeline-events.ts').Claim[]} */
export const claims = [
  {
    id: 'start-is-dear',
    says: {
      en: 'To start the thread took longer than to ask it something and be answered.',
      ko: '스레드를 시작하는 데는 그 스레드에 묻고 답을 받는 것보다 오래 걸렸습니다.',
    },
    holds: (run) => took(run, 'start') > took(run, 'round trip'),
    saw: (run) => saw(run, 'start', 'round trip'),
  },
  {
    id: 'copy-is-dear',
    says: {
      en: 'To send the 16 MB as a copy took longer than to transfer them, and longer than to share them.',
      ko: '16 MB를 복사해서 보내는 데는 소유권을 넘기거나 공유하는 것보다 오래 걸렸습니다.',
    },
    holds: (run) =>
      took(run, 'copy') > took(run, 'transfer') &&
      took(run, 'copy') > took(run, 'share'),
    saw: (run) => saw(run, 'copy', 'transfer', 'share'),
  },
  {
    id: 'copied-is-apart',
    says: {
      en: 'What the helper did to its copy did not change ours.',
      ko: '보조 스레드가 복사본을 바꾸어도 이쪽 것은 바뀌지 않았습니다.',
    },
    holds: (run) =>
      told(run, 'copied: 16777216 bytes here, the first is 0'),
  },
  {
    id: 'transferred-is-gone',
    says: {
      en: 'What was transferred is no longer here.',
      ko: '소유권을 넘긴 것은 더는 이쪽에 없습니다.',
    },
    holds: (run) =>
      told(run, 'transferred: 0 bytes here, the first is nothing'),
  },
  {
    id: 'shared-is-one',
    says: {
      en: 'What the helper did to the shared bytes is seen here too.',
      ko: '보조 스레드가 공유한 바이트를 바꾸자 이쪽에서도 바뀌었습니다.',
    },
    holds: (run) =>
      told(run, 'shared: 16777216 bytes here, the first is 7'),
  },
  {
    id: 'right-sums',
    says: {
      en: 'sumAll added up each part correctly.',
      ko: 'sumAll이 낸 합계가 모두 맞습니다.',
    },
    holds: (run) => told(run, 'sums: 1000 2000 3000 4000 5000'),
  },
  {
    id: 'one-thread',
    exercise: true,
    says: {
      en: 'sumAll starts one thread and no more.',
      ko: 'sumAll이 시작하는 스레드는 하나뿐입니다.',
    },
    holds: (run) => threads(run) === 1 && adds(run) === 5,
    saw: (run) => ({
      en: `threads: ${threads(run)}, parts added up on them: ${adds(run)}`,
      ko: `스레드 ${threads(run)}개, 거기서 더한 조각 ${adds(run)}개`,
    }),
  },
];

/** @type {import('../../src/notebook/timeline-events.ts').Prediction[]} */
export const predictions = [
  {
    id: 'longest',
    asks: {
      en: 'In which way do 16 MB take the longest to the helper and back?',
      ko: '16 MB를 보내고 답을 받기까지 가장 오래 걸리는 방법은 무엇일까요?',
    },
    choices: [
      {
        says: { en: 'As a copy.', ko: '복사' },
        holds: (run) => longest(run) === 'copy',
      },
      {
        says: { en: 'By transfer.', ko: '소유권 이전' },
        holds: (run) => longest(run) === 'transfer',
      },
      {
        says: { en: 'By shared memory.', ko: '공유 메모리' },
        holds: (run) => longest(run) === 'share',
      },
    ],
    saw: (run) => saw(run, 'copy', 'transfer', 'share'),
  },
  {
    id: 'seven',
    asks: {
      en: 'Of each array the helper makes the first number a 7. In which can the main thread see that?',
      ko: '보조 스레드는 세 배열의 첫 숫자를 모두 7로 바꿉니다. 메인 스레드는 어느 배열에서 7을 볼까요?',
    },
    choices: [
      {
        says: { en: 'In the one that was copied.', ko: '복사한 배열' },
        holds: (run) => sevens(run) === 'copied',
      },
      {
        says: {
          en: 'In the one that was transferred.',
          ko: '소유권을 넘긴 배열',
        },
        holds: (run) => sevens(run) === 'transferred',
      },
      {
        says: { en: 'In the shared one.', ko: '공유한 배열' },
        holds: (run) => sevens(run) === 'shared',
      },
    ],
  },
];

/** @param {Run} run */
function longest(run) {
  const ways = ['copy', 'transfer', 'share'];
  return ways.sort((a, b) => took(run, b) - took(run, a))[0];
}

/**
 * The arrays in which a 7 was seen.
 * @param {Run} run
 */
function sevens(run) {
  return [...run.output.matchAll(/(\w+): \d+ bytes here, the first is 7/g)]
    .map(([, way]) => way)
    .join();
}

/**
 * The time in the middle: half of the spans of that name were quicker.
 * @param {Run} run
 * @param {string} label
 */
function took(run, label) {
  const times = spans(run, { label }).map(length);
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? NaN;
}

/** @type {Record<string, string>} */
const KOREAN = {
  start: '시작',
  'round trip': '왕복',
  copy: '복사',
  transfer: '소유권 이전',
  share: '공유',
};

/**
 * @param {Run} run
 * @param {string[]} labels
 */
function saw(run, ...labels) {
  const times = labels.map((label) => `${took(run, label).toFixed(2)} ms`);
  return {
    en: labels.map((label, i) => `${label} ${times[i]}`).join(', '),
    ko: labels.map((label, i) => `${KOREAN[label]} ${times[i]}`).join(', '),
  };
}

/**
 * @param {Run} run
 * @param {string} line
 */
function told(run, line) {
  return run.output.split('\n').includes(line);
}

/** @param {Run} run */
function threads(run) {
  return run.events.filter(
    (event) => event.type === 'lane' && event.label === 'adder',
  ).length;
}

/** @param {Run} run */
function adds(run) {
  return spans(run, { lane: 'adder', label: 'adds' }).length;
}
