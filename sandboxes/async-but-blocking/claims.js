// @ts-check
import { beatsDuring, length, silence, span } from '../timeline/read.js';

/** @typedef {import('../../src/notebook/timeline-events.ts').Run} Run */

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
      en: 'While search searches, the heart beats on: it never stands still for half of that time, nor for half as long as without any await.',
      ko: 'search가 찾는 동안에도 심장이 계속 뜁니다. 가장 오래 멎은 시간이 찾는 시간의 절반도, await가 없을 때의 절반도 되지 않습니다.',
    },
    holds(run) {
      const search = span(run, 'your turn');
      const longest = silence(run, search);
      return (
        beatsDuring(run, search) > 0 &&
        2 * longest < length(search) &&
        2 * longest < silence(run, span(run, 'no await'))
      );
    },
    saw: (run) => saw(run, 'your turn'),
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
