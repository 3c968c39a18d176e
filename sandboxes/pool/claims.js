// @ts-check
import { spans } from '../timeline/read.js';

/**
 * @typedef {import('../../src/notebook/timeline-events.ts').Run} Run
 * @typedef {import('../timeline/read.js').Span} Span
 */

/** @type {import('../../src/notebook/timeline-events.ts').Claim[]} */
export const claims = [
  {
    id: 'one-at-a-time',
    says: {
      en: 'In the pool of one thread, one job was under way at a time.',
      ko: '스레드가 하나인 풀에서는 한 번에 작업 하나가 진행되었습니다.',
    },
    holds: (run) => atOnce(batch(run, 0)) === 1,
    saw: (run) => saw(batch(run, 0)),
  },
  {
    id: 'two-at-a-time',
    says: {
      en: 'In the pool of two, two: never more.',
      ko: '스레드가 둘인 풀에서는 둘까지였고, 더 많았던 적은 없습니다.',
    },
    holds: (run) => atOnce(batch(run, 1)) === 2,
    saw: (run) => saw(batch(run, 1)),
  },
  {
    id: 'four-at-a-time',
    says: {
      en: 'In the pool of four there were more at a time than two, and never more than four.',
      ko: '스레드가 넷인 풀에서는 한 번에 둘보다 많았지만, 넷을 넘은 적은 없습니다.',
    },
    // On a busy machine one of the threads may come late to its first job.
    holds: (run) => [3, 4].includes(atOnce(batch(run, 2))),
    saw: (run) => saw(batch(run, 2)),
  },
  {
    id: 'the-fifth-waits',
    says: {
      en: 'There the fifth job began only after one of the first four had ended.',
      ko: '그 풀에서 다섯째 작업은 앞의 네 작업 가운데 하나가 끝난 뒤에야 시작했습니다.',
    },
    holds: fifthWaited,
  },
  {
    id: 'all-done',
    says: {
      en: 'runAll ran all eight jobs.',
      ko: 'runAll이 여덟 작업을 모두 실행했습니다.',
    },
    holds: (run) =>
      run.output
        .match(/(long|short) job/g)
        ?.toSorted()
        .join() ===
        'long job,long job,short job,short job,short job,short job,short job,short job' &&
      spans(run, { label: 'long job' }).length === 2 &&
      spans(run, { label: 'short job' }).length === 6,
  },
  {
    id: 'none-waits-for-long',
    exercise: true,
    says: {
      en: 'No job waits for the first long one: when that ends, all eight have begun, the second long one too.',
      ko: '첫 번째 긴 작업을 기다리는 작업은 없습니다. 그것이 끝날 때는 두 번째 긴 작업까지 여덟 개가 모두 시작되어 있습니다.',
    },
    holds: (run) => begunInTime(run) === 8,
    saw(run) {
      const count = begunInTime(run);
      return { en: `${count} had begun`, ko: `${count}개 시작됨` };
    },
  },
];

/** @type {import('../../src/notebook/timeline-events.ts').Prediction[]} */
export const predictions = [
  {
    id: 'at-once',
    asks: {
      en: 'Eight jobs are given to a pool of two threads. How many are under way at a time, at the most?',
      ko: '스레드가 둘인 풀에 작업 여덟 개를 맡깁니다. 동시에 진행되는 작업은 많아야 몇 개일까요?',
    },
    choices: [
      {
        says: { en: 'One.', ko: '1개' },
        holds: (run) => atOnce(batch(run, 1)) === 1,
      },
      {
        says: { en: 'Two.', ko: '2개' },
        holds: (run) => atOnce(batch(run, 1)) === 2,
      },
      {
        says: { en: 'More.', ko: '그보다 많다.' },
        holds: (run) => atOnce(batch(run, 1)) > 2,
      },
    ],
    saw: (run) => saw(batch(run, 1)),
  },
  {
    id: 'the-fifth',
    asks: {
      en: 'In the pool of four threads, when does the fifth job begin?',
      ko: '스레드가 넷인 풀에서 다섯째 작업은 언제 시작할까요?',
    },
    choices: [
      {
        says: {
          en: 'At once, like the first four.',
          ko: '앞의 넷처럼 바로 시작한다.',
        },
        holds: (run) => !fifthWaited(run),
      },
      {
        says: {
          en: 'When one of the first four has ended.',
          ko: '앞의 넷 가운데 하나가 끝나면 시작한다.',
        },
        holds: (run) => fifthWaited(run),
      },
    ],
  },
];

/**
 * Whether the fifth job of the pool of four began only after the end of
 * one of the first four.
 * @param {Run} run
 */
function fifthWaited(run) {
  const jobs = batch(run, 2);
  const fifth = jobs.find(({ label }) => label === 'job 5');
  const before = jobs.filter(({ label }) => /job [1-4]/.test(label));
  if (!fifth || before.length !== 4) throw new Error('Jobs are missing.');
  return fifth.from > Math.min(...before.map(({ to }) => to));
}

/**
 * The eight jobs of a pool, in the order in which they began. The pools
 * take turns.
 * @param {Run} run
 * @param {number} pool
 */
function batch(run, pool) {
  const jobs = spans(run).filter(({ label }) => /^job \d$/.test(label));
  if (jobs.length !== 24) throw new Error('There are not 24 jobs.');
  return jobs.slice(pool * 8, pool * 8 + 8);
}

/**
 * The most jobs that were under way at the same time. It is the number
 * under way when one of them began.
 * @param {Span[]} jobs
 */
function atOnce(jobs) {
  return Math.max(
    ...jobs.map(
      ({ from }) =>
        jobs.filter((other) => other.from <= from && other.to > from)
          .length,
    ),
  );
}

/**
 * How many of the reader's eight jobs had begun when the first long one
 * ended.
 * @param {Run} run
 */
function begunInTime(run) {
  const jobs = spans(run).filter(({ label }) =>
    /^(long|short) job$/.test(label),
  );
  const first = jobs.find(({ label }) => label === 'long job');
  if (!first) throw new Error('There is no long job.');
  return jobs.filter(({ from }) => from < first.to).length;
}

/** @param {Span[]} jobs */
function saw(jobs) {
  const from = Math.min(...jobs.map((job) => job.from));
  const took = Math.round(Math.max(...jobs.map((job) => job.to)) - from);
  return {
    en: `${atOnce(jobs)} at a time, ${took} ms for all eight`,
    ko: `한 번에 ${atOnce(jobs)}개, 여덟 개에 ${took} ms`,
  };
}
