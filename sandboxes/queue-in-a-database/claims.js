// @ts-check
import { spans } from '../timeline/read.js';

/** @typedef {import('../../src/notebook/timeline-events.ts').Run} Run */

/** @type {import('../../src/notebook/timeline-events.ts').Claim[]} */
export const claims = [
  {
    id: 'both-or-neither',
    says: {
      en: 'The order that was taken back left no job behind, and the other one has its job.',
      ko: '취소된 주문은 작업도 남기지 않았고, 다른 주문에는 작업이 하나 있습니다.',
    },
    holds: (run) =>
      run.output.includes('order 2: not paid, taken back') &&
      run.output.includes('in the tables: { orders: 1, jobs: 1 }'),
  },
  {
    id: 'two-steps-twice',
    says: {
      en: 'Looked up first and marked afterwards, a job was done by both workers.',
      ko: '먼저 찾아보고 나중에 표시하면 두 워커가 같은 작업을 했습니다.',
    },
    holds: (run) => {
      const done = jobs(run, 'takeInTwoSteps');
      return new Set(done).size === 6 && done.length > 6;
    },
    saw: (run) => saw(run, 'takeInTwoSteps'),
  },
  {
    id: 'one-step-once',
    says: {
      en: 'Taken in one statement, each job was done exactly once.',
      ko: '문장 하나로 가져가면 작업마다 정확히 한 번씩 했습니다.',
    },
    holds: (run) => jobs(run, 'takeInOneStep').join() === '1,2,3,4,5,6',
    saw: (run) => saw(run, 'takeInOneStep'),
  },
  {
    id: 'shared-work',
    says: {
      en: 'And both workers had their share of it.',
      ko: '그리고 두 워커가 일을 나누어 했습니다.',
    },
    holds: (run) =>
      share(run, 'worker 1') > 0 &&
      share(run, 'worker 2') > 0 &&
      share(run, 'worker 1') + share(run, 'worker 2') === 6,
    saw: (run) => ({
      en: `worker 1: ${share(run, 'worker 1')}, worker 2: ${share(run, 'worker 2')}`,
      ko: `워커 1이 ${share(run, 'worker 1')}개, 워커 2가 ${share(run, 'worker 2')}개`,
    }),
  },
  {
    id: 'taken-over',
    exercise: true,
    says: {
      en: 'Another worker takes the lost one’s job, and not before the lease is over by PostgreSQL’s clock; each of the four jobs is done once.',
      ko: '사라진 워커의 작업을 다른 워커가 이어받되 PostgreSQL의 시계로 임대 시간이 지난 뒤이고, 네 작업 모두 한 번씩만 합니다.',
    },
    holds: (run) =>
      run.output.includes('job 1 again: its lease is over\n') &&
      jobs(run, 'your turn').sort().join() === '1,2,3,4',
    saw(run) {
      const early = run.output.includes('its lease is not over');
      const { en, ko } = saw(run, 'your turn');
      return {
        en: `${en}${early ? '; job 1 before its lease was over' : ''}`,
        ko: `${ko}${early ? ' (작업 1은 임대 시간이 지나기 전에)' : ''}`,
      };
    },
  },
];

/** @type {import('../../src/notebook/timeline-events.ts').Prediction[]} */
export const predictions = [
  {
    id: 'taken-back',
    asks: {
      en: 'An order and the job of sending it out are written in one transaction, and that is taken back. What is left of them?',
      ko: '주문과 그 주문을 발송하는 작업을 한 트랜잭션에 쓰고, 그 트랜잭션이 취소됩니다. 무엇이 남을까요?',
    },
    choices: [
      {
        says: { en: 'Nothing', ko: '아무것도 남지 않습니다' },
        holds: (run) => tables(run) === 'orders: 1, jobs: 1',
      },
      {
        says: { en: 'The job', ko: '작업' },
        holds: (run) => tables(run) === 'orders: 1, jobs: 2',
      },
      {
        says: { en: 'The order', ko: '주문' },
        holds: (run) => tables(run) === 'orders: 2, jobs: 1',
      },
    ],
    saw: (run) => {
      const [orders, jobs] = tables(run).match(/\d+/g) ?? [];
      return {
        en: `of two orders and their jobs in the tables: ${orders} and ${jobs}`,
        ko: `주문 둘과 그 작업 가운데 테이블에 있는 것: ${orders}개, ${jobs}개`,
      };
    },
  },
  {
    id: 'in-two-steps',
    asks: {
      en: 'Two workers look up the next of six jobs, and then mark it as taken. How many times is a job done in all?',
      ko: '두 워커가 작업 여섯 개 가운데 다음 것을 찾아보고, 그다음 가져갔다고 표시합니다. 작업은 모두 몇 번 처리될까요?',
    },
    choices: [
      {
        says: { en: 'Six times', ko: '여섯 번' },
        holds: (run) => jobs(run, 'takeInTwoSteps').length === 6,
      },
      {
        says: { en: 'More than six times', ko: '여섯 번보다 많이' },
        holds: (run) => jobs(run, 'takeInTwoSteps').length > 6,
      },
      {
        says: { en: 'Less than six times', ko: '여섯 번보다 적게' },
        holds: (run) =>
          run.output.includes('takeInTwoSteps') &&
          jobs(run, 'takeInTwoSteps').length < 6,
      },
    ],
    saw: (run) => saw(run, 'takeInTwoSteps'),
  },
];

/** @param {Run} run */
function tables(run) {
  return /in the tables: \{ (.*) \}/.exec(run.output)?.[1] ?? '';
}

/**
 * The jobs that were done in that part of the run.
 * @param {Run} run
 * @param {string} part
 */
function jobs(run, part) {
  const [, list = ''] =
    new RegExp(`^${part}: jobs (.*)$`, 'm').exec(run.output) ?? [];
  return list.split(' ').filter(Boolean);
}

/**
 * @param {Run} run
 * @param {string} part
 */
function saw(run, part) {
  const done = jobs(run, part).join(', ');
  return { en: `jobs done: ${done}`, ko: `한 작업: ${done}` };
}

/**
 * How many of the last six jobs of the first two workers a worker has done.
 * @param {Run} run
 * @param {string} worker
 */
function share(run, worker) {
  return ['worker 1', 'worker 2']
    .flatMap((lane) => spans(run, { lane }))
    .sort((a, b) => a.from - b.from)
    .slice(-6)
    .filter(({ lane }) => lane === worker).length;
}
