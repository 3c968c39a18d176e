// @ts-check
import { spans } from '../timeline/read.js';

/** @typedef {import('../../src/notebook/timeline-events.ts').Run} Run */

const THREE = 'three hashes and a file';
const FOUR = 'four hashes and a file';

/** @type {import('../../src/notebook/timeline-events.ts').Claim[]} */
export const claims = [
  {
    id: 'three-leave-room',
    says: {
      en: 'Beside three hashes the file was read before any of them was done.',
      ko: '해시가 셋일 때는 어느 해시보다도 먼저 파일을 다 읽었습니다.',
    },
    holds: (run) =>
      answers(run, THREE).length === 4 && place(run, THREE) === 0,
    saw: (run) => saw(run, THREE),
  },
  {
    id: 'four-leave-none',
    says: {
      en: 'Beside four hashes the file, asked for last, was read only after a hash was done.',
      ko: '해시가 넷일 때는 마지막에 요청한 파일을 해시 하나가 끝난 뒤에야 읽었습니다.',
    },
    holds: (run) => answers(run, FOUR).length === 5 && place(run, FOUR) > 0,
    saw: (run) => saw(run, FOUR),
  },
  {
    id: 'all-answered',
    says: {
      en: 'The program of the exercise asked for four hashes and the file, and had them all.',
      ko: '연습 문제의 프로그램은 해시 넷과 파일을 요청해 모두 받았습니다.',
    },
    holds: (run) =>
      answers(run, 'your turn').toSorted().join() ===
      'file,hash 1,hash 2,hash 3,hash 4',
  },
  {
    id: 'a-fifth-thread',
    exercise: true,
    says: {
      en: 'There, too, the file is read before any of the four hashes is done.',
      ko: '거기서도 네 해시보다 먼저 파일을 다 읽습니다.',
    },
    holds: (run) =>
      answers(run, 'your turn').length === 5 &&
      place(run, 'your turn') === 0,
    saw: (run) => saw(run, 'your turn'),
  },
];

/** @type {import('../../src/notebook/timeline-events.ts').Prediction[]} */
export const predictions = [
  {
    id: 'three',
    asks: {
      en: 'Three hashes are asked for, and then the file. What comes first?',
      ko: '해시 셋을 요청하고 나서 파일을 요청합니다. 무엇이 먼저 올까요?',
    },
    choices: fileOrHash(THREE),
    saw: (run) => saw(run, THREE),
  },
  {
    id: 'four',
    asks: {
      en: 'Four hashes, and then the file. What comes first?',
      ko: '해시 넷을 요청하고 나서 파일을 요청합니다. 무엇이 먼저 올까요?',
    },
    choices: fileOrHash(FOUR),
    saw: (run) => saw(run, FOUR),
  },
];

/**
 * @param {string} program
 * @returns {import('../../src/notebook/timeline-events.ts').Prediction['choices']}
 */
function fileOrHash(program) {
  return [
    {
      says: { en: 'The file.', ko: '파일' },
      holds: (run) => place(run, program) === 0,
    },
    {
      says: { en: 'A hash.', ko: '해시' },
      holds: (run) => place(run, program) > 0,
    },
  ];
}

/**
 * What was answered in a program, in that order.
 * @param {Run} run
 * @param {string} program
 */
function answers(run, program) {
  return spans(run, { lane: program })
    .sort((a, b) => a.to - b.to)
    .map(({ label }) => label);
}

/**
 * How many answers came before the file.
 * @param {Run} run
 * @param {string} program
 */
function place(run, program) {
  return answers(run, program).indexOf('file');
}

/**
 * @param {Run} run
 * @param {string} program
 */
function saw(run, program) {
  const order = answers(run, program).join(', ');
  return {
    en: order,
    ko: order.replaceAll('hash', '해시').replace('file', '파일'),
  };
}
