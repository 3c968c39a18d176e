// @ts-check
import { spans } from '../timeline/read.js';

/** @typedef {import('../../src/notebook/timeline-events.ts').Run} Run */

/**
 * What must hold of every run, on a slow machine too: compare orders, counts
 * and ratios, never times with numbers.
 * @type {import('../../src/notebook/timeline-events.ts').Claim[]}
 */
export const claims = [
  {
    id: 'goes-on',
    says: {
      en: 'The caller had finished its own work when the answer came.',
      ko: '대답이 왔을 때 호출자는 이미 자기 일을 마쳤습니다.',
    },
    holds: (run) => finished(run) < answered(run),
    saw: (run) => ({
      en: `from the end of its work to the answer: ${gap(run)} ms`,
      ko: `일을 마치고 대답이 오기까지 ${gap(run)} ms`,
    }),
  },
  {
    id: 'doubled',
    exercise: true,
    says: { en: 'Twice 21 is 42.', ko: '21의 두 배는 42입니다.' },
    holds: (run) => run.output.includes('Twice 21 is 42.'),
  },
];

/**
 * What is asked before the first run; the run answers.
 * @type {import('../../src/notebook/timeline-events.ts').Prediction[]}
 */
export const predictions = [
  {
    id: 'what-is-first',
    asks: {
      en: 'What is first: the end of the caller’s own work, or the answer?',
      ko: '호출자가 자기 일을 마치는 것과 대답이 오는 것 중 무엇이 먼저일까요?',
    },
    choices: [
      {
        says: { en: 'The end of its work.', ko: '일을 마치는 것' },
        holds: (run) => finished(run) < answered(run),
      },
      {
        says: { en: 'The answer.', ko: '대답이 오는 것' },
        holds: (run) => answered(run) < finished(run),
      },
    ],
  },
];

/**
 * When the caller finished its own work.
 * @param {Run} run
 */
function finished(run) {
  return spans(run, { label: 'own work' })[0]?.to ?? NaN;
}

/**
 * When the answer came.
 * @param {Run} run
 */
function answered(run) {
  return run.events.filter(({ type }) => type === 'receive')[1]?.at ?? NaN;
}

/** @param {Run} run */
function gap(run) {
  return Math.round(answered(run) - finished(run));
}
