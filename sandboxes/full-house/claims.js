// @ts-check
import { span } from '../timeline/read.js';

/** @typedef {import('../../src/notebook/timeline-events.ts').Run} Run */

/** @type {import('../../src/notebook/timeline-events.ts').Claim[]} */
export const claims = [
  {
    id: 'everybody-in',
    says: {
      en: 'Without a limit all twenty were accepted, and all twenty stood in the queue.',
      ko: '한도가 없을 때는 스무 명이 모두 접수되었고, 스무 명이 모두 큐에 섰습니다.',
    },
    holds: (run) =>
      run.output.includes('no limit: 20 accepted, 0 refused') &&
      longestQueue(run, 'no limit') === 20,
    saw: (run) => ({
      en: `longest queue: ${longestQueue(run, 'no limit')}`,
      ko: `가장 긴 큐 ${longestQueue(run, 'no limit')}명`,
    }),
  },
  {
    id: 'full-house',
    says: {
      en: 'With room for five, five were accepted and fifteen refused at once.',
      ko: '자리가 다섯이면 다섯 명이 접수되고 열다섯 명은 그 자리에서 거절되었습니다.',
    },
    holds: (run) =>
      run.output.includes('five may wait: 5 accepted, 15 refused') &&
      refusals(run) === 15,
    saw: (run) => ({
      en: `refused: ${refusals(run)}`,
      ko: `거절 ${refusals(run)}명`,
    }),
  },
  {
    id: 'queue-is-bounded',
    says: {
      en: 'Then never more than five stood in the queue.',
      ko: '그때 큐에 선 것은 다섯 명을 넘지 않았습니다.',
    },
    holds: (run) => longestQueue(run, 'five may wait') === 5,
    saw: (run) => ({
      en: `longest queue: ${longestQueue(run, 'five may wait')}`,
      ko: `가장 긴 큐 ${longestQueue(run, 'five may wait')}명`,
    }),
  },
  {
    id: 'shorter-wait',
    says: {
      en: 'Who was accepted had to wait for less than half as long.',
      ko: '접수된 손님이 가장 오래 기다린 시간은 절반도 되지 않았습니다.',
    },
    holds(run) {
      const [unlimited = NaN, limited = NaN] = waits(run);
      return limited < unlimited / 2;
    },
    saw: (run) => ({
      en: `longest wait: ${waits(run)[0]} ms without a limit, ${waits(run)[1]} ms with one`,
      ko: `가장 긴 기다림: 한도 없이 ${waits(run)[0]} ms, 한도를 두고 ${waits(run)[1]} ms`,
    }),
  },
  {
    id: 'all-in-the-end',
    exercise: true,
    says: {
      en: 'In the end all ten are accepted, and nobody has come back before the time that was named.',
      ko: '결국 열 명이 모두 접수되고, 알려 준 시간보다 먼저 다시 온 손님은 없습니다.',
    },
    holds: (run) =>
      run.output.includes(
        'your turn: 10 accepted, 0 refused\n  came back too early: 0 times',
      ),
  },
];

/**
 * How long the queue was at most while clients came, in the span of that
 * label.
 * @param {Run} run
 * @param {string} label
 */
function longestQueue(run, label) {
  const { from, to } = span(run, label);
  return Math.max(
    ...run.events
      .filter((event) => event.type === 'counter')
      .filter(({ at }) => at > from && at < to)
      .map(({ value }) => value),
  );
}

/** @param {Run} run */
function refusals(run) {
  const { from, to } = span(run, 'five may wait');
  return run.events.filter(
    ({ type, at }) => type === 'mark' && at > from && at < to,
  ).length;
}

/** @param {Run} run */
function waits(run) {
  return [...run.output.matchAll(/longest wait: (\d+) ms/g)].map(([, ms]) =>
    Number(ms),
  );
}
