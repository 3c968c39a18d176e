// @ts-check
import { overlap, span, spans } from '../timeline/read.js';

/** @typedef {import('../../src/notebook/timeline-events.ts').Run} Run */

/** @type {import('../../src/notebook/timeline-events.ts').Claim[]} */
export const claims = [
  {
    id: 'ready-then-copied',
    says: {
      en: 'With readiness the program was told first, and did all the copying itself.',
      ko: '준비 방식에서는 프로그램이 먼저 알림을 받고, 복사도 모두 직접 했습니다.',
    },
    holds: (run) =>
      copies(run, 'readiness', 'program') > 0 &&
      copies(run, 'readiness', 'kernel') === 0,
    saw: (run) => saw(run, 'readiness'),
  },
  {
    id: 'copied-then-done',
    says: {
      en: 'With completion the kernel did all the copying, and the program was told afterwards.',
      ko: '완료 방식에서는 커널이 모두 복사한 뒤에 프로그램에 알렸습니다.',
    },
    holds: (run) =>
      copies(run, 'completion', 'kernel') > 0 &&
      copies(run, 'completion', 'program') === 0,
    saw: (run) => saw(run, 'completion'),
  },
  {
    id: 'same-text',
    says: {
      en: 'Both read the same text, and all of it.',
      ko: '두 방식 모두 같은 글을 남김없이 읽었습니다.',
    },
    holds: (run) =>
      text(run, 'readiness') === text(run, 'completion') &&
      count(run, 'readiness', 'unread') === 0 &&
      count(run, 'completion', 'unread') === 0,
  },
  {
    id: 'fewer-calls',
    says: {
      en: 'Completion needed fewer calls into the kernel.',
      ko: '완료 방식은 커널을 더 적게 불렀습니다.',
    },
    holds: (run) =>
      count(run, 'completion', 'calls') < count(run, 'readiness', 'calls'),
    saw(run) {
      const ready = count(run, 'readiness', 'calls');
      const done = count(run, 'completion', 'calls');
      return { en: `${ready} and ${done}`, ko: `${ready}번과 ${done}번` };
    },
  },
  {
    id: 'buffers-held',
    says: {
      en: 'But it had to leave a buffer with the kernel for each socket, and readiness for none.',
      ko: '대신 소켓마다 버퍼 하나를 커널에 맡겨 두어야 했습니다. 준비 방식에서는 하나도 맡기지 않았습니다.',
    },
    holds: (run) =>
      count(run, 'readiness', 'held') === 0 &&
      count(run, 'completion', 'held') === 3,
  },
  {
    id: 'nothing-left',
    exercise: true,
    says: {
      en: 'drain leaves nothing unread.',
      ko: 'drain이 하나도 남김없이 읽습니다.',
    },
    holds: (run) =>
      count(run, 'your turn', 'unread') === 0 &&
      text(run, 'your turn') === text(run, 'readiness'),
    saw(run) {
      const bytes = count(run, 'your turn', 'unread');
      return {
        en: `${bytes} bytes unread`,
        ko: `읽지 않은 ${bytes}바이트`,
      };
    },
  },
];

/** @type {import('../../src/notebook/timeline-events.ts').Prediction[]} */
export const predictions = [
  {
    id: 'who-copies',
    asks: {
      en: 'With completion, who copies the bytes into the buffer?',
      ko: '완료 방식에서는 누가 데이터를 버퍼에 복사할까요?',
    },
    choices: [
      {
        says: { en: 'The program.', ko: '프로그램.' },
        holds: (run) => copies(run, 'completion', 'program') > 0,
      },
      {
        says: { en: 'The kernel.', ko: '커널.' },
        holds: (run) =>
          copies(run, 'completion', 'kernel') > 0 &&
          copies(run, 'completion', 'program') === 0,
      },
    ],
    saw: (run) => saw(run, 'completion'),
  },
  {
    id: 'who-calls-more',
    asks: {
      en: 'Which of the two needs more calls into the kernel?',
      ko: '어느 쪽이 커널을 더 많이 부를까요?',
    },
    choices: [
      {
        says: { en: 'Readiness.', ko: '준비 방식.' },
        holds: (run) =>
          count(run, 'readiness', 'calls') >
          count(run, 'completion', 'calls'),
      },
      {
        says: { en: 'Completion.', ko: '완료 방식.' },
        holds: (run) =>
          count(run, 'readiness', 'calls') <
          count(run, 'completion', 'calls'),
      },
    ],
  },
];

/**
 * How many copies were made on a lane while that way was under way.
 * @param {Run} run
 * @param {string} way
 * @param {string} lane
 */
function copies(run, way, lane) {
  const whole = span(run, way);
  return spans(run, { label: 'copies', lane }).filter(
    (copy) => overlap([copy], [whole]) > 0,
  ).length;
}

/**
 * @param {Run} run
 * @param {string} way
 */
function text(run, way) {
  return new RegExp(`^${way}: (.*)$`, 'm').exec(run.output)?.[1];
}

/**
 * @param {Run} run
 * @param {string} way
 * @param {string} what
 */
function count(run, way, what) {
  const line = new RegExp(`^${way}: .*\\n.*${what} (\\d+)`, 'm');
  return Number(line.exec(run.output)?.[1] ?? NaN);
}

/**
 * @param {Run} run
 * @param {string} way
 */
function saw(run, way) {
  const own = copies(run, way, 'program');
  const kernel = copies(run, way, 'kernel');
  return {
    en: `copies: program ${own}, kernel ${kernel}`,
    ko: `복사: 프로그램 ${own}번, 커널 ${kernel}번`,
  };
}
