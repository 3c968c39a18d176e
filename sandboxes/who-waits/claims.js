// @ts-check
import {
  beatsDuring,
  length,
  silence,
  span,
  spans,
} from '../timeline/read.js';

/** @typedef {import('../../src/notebook/timeline-events.ts').Run} Run */

/** @type {import('../../src/notebook/timeline-events.ts').Claim[]} */
export const claims = [
  {
    id: 'blocking-waits',
    says: {
      en: 'While getSync waited, the client’s heart stood still and none of its own work was done.',
      ko: 'getSync가 기다리는 동안 클라이언트의 심장은 멎어 있었고, 자기 일도 전혀 하지 못했습니다.',
    },
    holds(run) {
      const wait = span(run, 'getSync');
      return (
        beatsDuring(run, wait) === 0 &&
        silence(run, wait) >= length(wait) &&
        pieces(run, 'getSync') === 0
      );
    },
    saw: (run) => saw(run, 'getSync'),
  },
  {
    id: 'fetch-goes-on',
    says: {
      en: 'While fetch waited, the heart beat on and the client did its own work.',
      ko: 'fetch가 기다리는 동안 심장은 계속 뛰었고, 클라이언트는 자기 일을 했습니다.',
    },
    holds: (run) =>
      beatsDuring(run, span(run, 'fetch')) > 0 && pieces(run, 'fetch') > 0,
    saw: (run) => saw(run, 'fetch'),
  },
  {
    id: 'no-sooner',
    says: {
      en: 'Neither had its answer before the server was done.',
      ko: '어느 쪽도 서버가 일을 마치기 전에 응답을 받지는 못했습니다.',
    },
    holds(run) {
      const [first, second] = spans(run, {
        lane: 'server',
        label: 'works',
      });
      return (
        !!first &&
        !!second &&
        span(run, 'getSync').to > first.to &&
        span(run, 'fetch').to > second.to
      );
    },
  },
  {
    id: 'same-answer',
    says: {
      en: 'Both had the same answer.',
      ko: '두 응답은 같았습니다.',
    },
    holds: (run) =>
      run.output.startsWith('getSync: here it is\nfetch: here it is\n'),
  },
  {
    id: 'whole-answer',
    exercise: true,
    says: {
      en: 'get calls back with the whole answer.',
      ko: 'get이 응답 전체를 가지고 콜백을 부릅니다.',
    },
    holds: (run) => run.output.includes('your turn: here it is\n'),
    saw(run) {
      const line = /^your turn.*$/m.exec(run.output)?.[0] ?? '';
      return { en: line, ko: line };
    },
  },
];

/** @type {import('../../src/notebook/timeline-events.ts').Prediction[]} */
export const predictions = [
  {
    id: 'blocking-work',
    asks: {
      en: 'Does the client get any of its own work done while `getSync` waits?',
      ko: '`getSync`가 기다리는 동안 클라이언트는 자기 일을 할까요?',
    },
    choices: yesOrNo('getSync'),
    saw: (run) => saw(run, 'getSync'),
  },
  {
    id: 'fetch-work',
    asks: {
      en: 'And while `fetch` waits?',
      ko: '`fetch`가 기다리는 동안에는 어떨까요?',
    },
    choices: yesOrNo('fetch'),
    saw: (run) => saw(run, 'fetch'),
  },
  {
    id: 'sooner',
    asks: {
      en: 'Which of the two has its answer in less than half the time of the other?',
      ko: '둘 가운데 어느 쪽이 다른 쪽의 절반도 안 되는 시간에 응답을 받을까요?',
    },
    choices: [
      {
        says: { en: '`getSync`', ko: '`getSync`' },
        holds: (run) => waits(run).blocking * 2 < waits(run).other,
      },
      {
        says: { en: '`fetch`', ko: '`fetch`' },
        holds: (run) => waits(run).other * 2 < waits(run).blocking,
      },
      {
        says: { en: 'Neither.', ko: '어느 쪽도 아니다.' },
        holds: (run) =>
          waits(run).blocking * 2 >= waits(run).other &&
          waits(run).other * 2 >= waits(run).blocking,
      },
    ],
    saw: (run) => ({
      en: `getSync ${Math.round(waits(run).blocking)} ms, fetch ${Math.round(waits(run).other)} ms`,
      ko: `getSync ${Math.round(waits(run).blocking)} ms, fetch ${Math.round(waits(run).other)} ms`,
    }),
  },
];

/**
 * @param {string} label
 * @returns {import('../../src/notebook/timeline-events.ts').Prediction['choices']}
 */
function yesOrNo(label) {
  return [
    {
      says: { en: 'Yes.', ko: '한다.' },
      holds: (run) => pieces(run, label) > 0,
    },
    {
      says: { en: 'No.', ko: '하지 못한다.' },
      holds: (run) => pieces(run, label) === 0,
    },
  ];
}

/** @param {Run} run */
function waits(run) {
  return {
    blocking: length(span(run, 'getSync')),
    other: length(span(run, 'fetch')),
  };
}

/**
 * How much of its own work the client did in that time.
 * @param {Run} run
 * @param {string} label
 */
function pieces(run, label) {
  const wait = span(run, label);
  return run.events
    .filter((event) => event.type === 'counter')
    .filter(({ at }) => at > wait.from && at < wait.to).length;
}

/**
 * @param {Run} run
 * @param {string} label
 */
function saw(run, label) {
  const wait = span(run, label);
  const took = Math.round(length(wait));
  const beats = beatsDuring(run, wait);
  return {
    en: `waited ${took} ms: ${beats} beats, ${pieces(run, label)} pieces of own work`,
    ko: `${took} ms 기다림: 박동 ${beats}번, 자기 일 ${pieces(run, label)}개`,
  };
}
