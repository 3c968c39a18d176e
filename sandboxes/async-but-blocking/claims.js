// @ts-check
import {
  beats,
  beatsDuring,
  length,
  silence,
  span,
} from '../timeline/read.js';

/** @typedef {import('../../src/notebook/timeline-events.ts').Run} Run */

const SLICES = 20;

/** Of twenty turns of the loop, at least this many find the heart's timer due. */
const BEATS = 5;

/** @type {import('../../src/notebook/timeline-events.ts').Claim[]} */
export const claims = [
  {
    id: 'no-await-stalls',
    says: {
      en: 'Without any await the heart stood still for the whole search.',
      ko: 'await가 없을 때 심장은 찾는 내내 멎어 있었습니다.',
    },
    holds: (run) => stoodStill(run, 'no await'),
    saw: (run) => saw(run, 'no await'),
  },
  {
    id: 'await-null-stalls',
    says: {
      en: 'With await null it stood still just the same.',
      ko: 'await null을 넣어도 똑같이 멎어 있었습니다.',
    },
    holds: (run) => stoodStill(run, 'await null'),
    saw: (run) => saw(run, 'await null'),
  },
  {
    id: 'set-immediate-beats',
    says: {
      en: 'With await setImmediate it beat on.',
      ko: 'await setImmediate를 넣자 심장이 계속 뛰었습니다.',
    },
    holds: (run) => wentOn(run, 'await setImmediate'),
    saw: (run) => saw(run, 'await setImmediate'),
  },
  {
    id: 'same-count',
    says: {
      en: 'All searches found the same number of primes.',
      ko: '모든 탐색이 찾은 소수의 개수는 같습니다.',
    },
    holds: (run) => /Primes found: (\d+)(, \1){3}\n/.test(run.output),
  },
  {
    id: 'search-beats',
    exercise: true,
    says: {
      en: 'While search searches, the heart beats on: at no time are half of the slices searched without a beat between them.',
      ko: 'search가 찾는 동안에도 심장이 계속 뜁니다. 박동 한 번 없이 조각의 절반을 이어서 탐색하는 일은 없습니다.',
    },
    holds: (run) => slicesInARow(run) < SLICES / 2,
    saw: (run) => ({
      en: `at most ${slicesInARow(run)} of ${SLICES} slices in a row`,
      ko: `가장 많을 때 조각 ${SLICES}개 가운데 ${slicesInARow(run)}개를 이어서 탐색함`,
    }),
  },
];

/** @type {import('../../src/notebook/timeline-events.ts').Prediction[]} */
export const predictions = [
  'no await',
  'await null',
  'await setImmediate',
].map((way) => ({
  id: way.toLowerCase().replace(' ', '-'),
  asks: {
    en: `Does the heart beat while it searches with \`${way}\`?`,
    ko: `\`${way}\`로 찾는 동안 심장이 뛸까요?`,
  },
  choices: [
    {
      says: { en: 'Yes.', ko: '뛴다.' },
      holds: (run) => beatsDuring(run, span(run, way)) > 0,
    },
    {
      says: { en: 'No.', ko: '뛰지 않는다.' },
      holds: (run) => beatsDuring(run, span(run, way)) === 0,
    },
  ],
  saw: (run) => saw(run, way),
}));

/**
 * How many slices the exercise searched, at the most, without a beat between them. Counted, not
 * timed: so it tells the same on a busy machine.
 * @param {Run} run
 */
function slicesInARow(run) {
  const { from, to } = span(run, 'your turn');
  const searched = run.events
    .filter((event) => event.type === 'counter')
    .filter(({ at }) => at > from && at <= to)
    .map(({ at }) => at);
  const times = [from, ...beats(run).filter((at) => at > from), Infinity];
  return Math.max(
    ...times
      .slice(1)
      .map(
        (until, i) =>
          searched.filter((at) => at > (times[i] ?? from) && at < until)
            .length,
      ),
  );
}

/**
 * @param {Run} run
 * @param {string} label
 */
function stoodStill(run, label) {
  const search = span(run, label);
  return (
    beatsDuring(run, search) === 0 && silence(run, search) >= length(search)
  );
}

/**
 * @param {Run} run
 * @param {string} label
 */
function wentOn(run, label) {
  return beatsDuring(run, span(run, label)) >= BEATS;
}

/**
 * @param {Run} run
 * @param {string} label
 */
function saw(run, label) {
  const search = span(run, label);
  const beats = beatsDuring(run, search);
  const took = Math.round(length(search));
  const longest = Math.round(silence(run, search));
  return {
    en: `search ${took} ms, ${beats} beats, longest silence ${longest} ms`,
    ko: `탐색 ${took} ms, 박동 ${beats}번, 가장 긴 멈춤 ${longest} ms`,
  };
}
