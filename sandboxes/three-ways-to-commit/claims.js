// @ts-check
import { spans } from '../timeline/read.js';

/** @typedef {import('../../src/notebook/timeline-events.ts').Run} Run */

/** @type {import('../../src/notebook/timeline-events.ts').Claim[]} */
export const claims = [
  {
    id: 'primary-first',
    says: {
      en: 'Every commit was flushed to the primary’s own log before its record left for a replica.',
      ko: '커밋은 모두 주 서버의 로그에 플러시된 다음에야 레코드가 복제본으로 떠났습니다.',
    },
    holds(run) {
      const flushes = spans(run, { label: 'flushes its log' });
      const records = run.events
        .filter(({ type }) => type === 'send')
        .filter((event) => 'label' in event && event.label === 'record')
        .sort((a, b) => a.at - b.at);
      // Two records leave after each flush.
      return (
        flushes.length > 0 &&
        records.length === 2 * flushes.length &&
        flushes.every(({ to }, i) => to <= (records[2 * i]?.at ?? 0))
      );
    },
  },
  {
    id: 'asynchronous-waits-for-none',
    says: {
      en: 'Asynchronous: every commit was answered before any replica had acknowledged it.',
      ko: '비동기: 모든 커밋이 어느 복제본의 확인도 받기 전에 답을 돌려주었습니다.',
    },
    holds: (run) => acknowledged(run, 'asynchronous').every(isBy('none')),
  },
  {
    id: 'one-of-two-waits-for-one',
    says: {
      en: 'One of two: every commit was answered as soon as one replica had acknowledged it, nearly always the near one.',
      ko: '둘 중 하나: 모든 커밋이 복제본 하나의 확인을 받자마자 답을 돌려주었습니다. 거의 언제나 가까운 복제본이었습니다.',
    },
    holds(run) {
      const by = acknowledged(run, 'one of two');
      const near = by.filter(isBy('near')).length;
      return (
        near * 2 > by.length && near + by.filter(isBy('far')).length === 3
      );
    },
    saw: (run) => {
      const near = acknowledged(run, 'one of two').filter(isBy('near'));
      return {
        en: `by the near one ${near.length} of 3 times`,
        ko: `3번 가운데 ${near.length}번이 가까운 복제본`,
      };
    },
  },
  {
    id: 'all-wait-for-all',
    says: {
      en: 'All: every commit waited for both.',
      ko: '모두: 모든 커밋이 두 복제본을 다 기다렸습니다.',
    },
    holds: (run) =>
      acknowledged(run, 'all').every(
        (by) => by === 'near+far' || by === 'far+near',
      ),
  },
  {
    id: 'as-slow-as-the-link',
    says: {
      en: 'A commit is as slow as the slowest link that it needs: none, then the short one, then the long one.',
      ko: '커밋은 꼭 필요한 링크 가운데 가장 느린 것만큼 걸립니다. 처음에는 없고, 다음은 짧은 것, 그다음은 긴 것입니다.',
    },
    holds: (run) =>
      waited(run, 'asynchronous') < waited(run, 'one of two') &&
      waited(run, 'one of two') < waited(run, 'all'),
    saw(run) {
      const times = ['asynchronous', 'one of two', 'all']
        .map((way) => `${waited(run, way)}`)
        .join(', ');
      return {
        en: `waited at least ${times} ms`,
        ko: `가장 짧게 기다린 시간 ${times} ms`,
      };
    },
  },
  {
    id: 'any-one-will-do',
    exercise: true,
    says: {
      en: 'Your turn: whichever stands first in the list, most commits were answered when the near replica alone had acknowledged them.',
      ko: '직접 해 보기: 목록에서 어느 복제본이 앞에 있든, 커밋 대부분이 가까운 복제본의 확인만 받고 답을 돌려주었습니다.',
    },
    holds(run) {
      const by = yours(run);
      return by.filter(isBy('near')).length * 2 > by.length;
    },
    saw: (run) => {
      const by = yours(run).join(', ');
      return { en: `acknowledged by ${by}`, ko: `확인: ${by}` };
    },
  },
];

/** @type {import('../../src/notebook/timeline-events.ts').Prediction[]} */
export const predictions = [
  {
    id: 'which-link',
    asks: {
      en: 'One of the two replicas has to acknowledge. For which does the commit wait?',
      ko: '두 복제본 가운데 하나의 확인만 받으면 됩니다. 커밋은 어느 쪽을 기다릴까요?',
    },
    choices: [
      {
        says: { en: 'The one at the short link', ko: '가까운 복제본' },
        holds: (run) => mostly(run, 'near'),
      },
      {
        says: {
          en: 'The first in the list: the far one',
          ko: '목록의 첫째인 먼 복제본',
        },
        holds: (run) => mostly(run, 'far'),
      },
      {
        says: { en: 'Both', ko: '둘 다' },
        holds: (run) => !mostly(run, 'near') && !mostly(run, 'far'),
      },
    ],
    saw: (run) => {
      const by = acknowledged(run, 'one of two').join(', ');
      return { en: `acknowledged by ${by}`, ko: `확인: ${by}` };
    },
  },
  {
    id: 'what-is-sent',
    asks: {
      en: 'Asynchronous: nobody is waited for. How many records are sent for each commit?',
      ko: '비동기에서는 아무도 기다리지 않습니다. 커밋마다 레코드를 몇 개 보낼까요?',
    },
    choices: [
      {
        says: { en: 'None', ko: '보내지 않습니다' },
        holds: (run) => recordsOfFirst(run) === 0,
      },
      {
        says: { en: 'One', ko: '한 개' },
        holds: (run) => recordsOfFirst(run) === 1,
      },
      {
        says: {
          en: 'Two, as in the other ways',
          ko: '두 개, 다른 방법과 같습니다',
        },
        holds: (run) => recordsOfFirst(run) === 2,
      },
    ],
  },
];

/**
 * @param {Run} run
 * @param {string} name
 */
function mostly(run, name) {
  const by = acknowledged(run, 'one of two');
  return by.filter(isBy(name)).length * 2 > by.length;
}

/**
 * How many records left between the first flush and the second one: those
 * of the first asynchronous commit.
 * @param {Run} run
 */
function recordsOfFirst(run) {
  const [first, second] = spans(run, { label: 'flushes its log' });
  if (!first || !second) throw new Error('There were no two commits.');
  return run.events
    .filter((event) => event.type === 'send' && event.label === 'record')
    .filter(({ at }) => at > first.to && at < second.from).length;
}

/** @param {string} name */
function isBy(name) {
  return (/** @type {string} */ by) => by === name;
}

/**
 * Which replicas had acknowledged each of the three commits when it was
 * answered, such as `near+far`. An error if the run does not say.
 * @param {Run} run
 * @param {string} way
 */
function acknowledged(run, way) {
  const by = lineAfter(run, `${way}: acknowledged by `).split(', ');
  if (by.length !== 3)
    throw new Error(`There were not three commits, ${way}.`);
  return by;
}

/**
 * The same of the exercise: three commits with the far replica first in the
 * list, three with the near one.
 * @param {Run} run
 */
function yours(run) {
  return ['your turn', 'near one first'].flatMap((way) =>
    acknowledged(run, way),
  );
}

/**
 * The shortest of the waits, in milliseconds.
 * @param {Run} run
 * @param {string} way
 */
function waited(run, way) {
  const [, after = ''] = run.output.split(`${way}: `);
  return Number(/waited at least ([\d.]+) ms/.exec(after)?.[1]);
}

/**
 * @param {Run} run
 * @param {string} start
 */
function lineAfter(run, start) {
  const line = run.output
    .split('\n')
    .find((line) => line.startsWith(start));
  if (!line) throw new Error(`The run does not say "${start}…".`);
  return line.slice(start.length);
}
