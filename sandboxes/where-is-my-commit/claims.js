// @ts-check

/** @typedef {import('../../src/notebook/timeline-events.ts').Run} Run */

/** @type {import('../../src/notebook/timeline-events.ts').Claim[]} */
export const claims = [
  {
    id: 'on-waits',
    says: {
      en: 'With synchronous_commit on, all of the log was flushed when the commit returned, each of five times.',
      ko: 'synchronous_commit이 on일 때는 커밋이 돌아온 순간 로그가 모두 플러시되어 있었습니다. 다섯 번 다 그랬습니다.',
    },
    holds: (run) =>
      atRisk(run, 'on ').length === 5 &&
      atRisk(run, 'on ').every((bytes) => bytes === 0),
    saw: (run) => saw(run, 'on '),
  },
  {
    id: 'off-does-not',
    says: {
      en: 'With off, every commit returned with more of the log at risk than the one before.',
      ko: 'off일 때는 커밋이 하나 돌아올 때마다 잃을 수 있는 로그가 더 늘었습니다.',
    },
    holds: (run) => {
      const risks = atRisk(run, 'off').slice(0, 5);
      return (
        risks.length === 5 &&
        risks.every((bytes, i) => bytes > (risks[i - 1] ?? 0))
      );
    },
    saw: (run) => saw(run, 'off'),
  },
  {
    id: 'order-is-safe',
    exercise: true,
    says: {
      en: 'When the order is placed, nothing of the log is at risk.',
      ko: '주문이 끝났을 때 잃을 수 있는 로그가 없습니다.',
    },
    holds: (run) => atRisk(run, 'order').join() === '0',
    saw: (run) => saw(run, 'order'),
  },
  {
    id: 'notes-still-fast',
    says: {
      en: 'The note after the order did not wait for the log.',
      ko: '주문 뒤의 메모는 로그를 기다리지 않았습니다.',
    },
    holds: (run) => (atRisk(run, 'off').at(-1) ?? 0) > 0,
  },
];

/** @type {import('../../src/notebook/timeline-events.ts').Prediction[]} */
export const predictions = [
  {
    id: 'after-on',
    asks: {
      en: 'A commit with synchronous_commit on returns. How much of the log is still in memory only?',
      ko: 'synchronous_commit이 on일 때 커밋이 돌아옵니다. 그 순간 메모리에만 있는 로그는 얼마나 될까요?',
    },
    choices: [
      {
        says: { en: 'Nothing', ko: '없습니다' },
        holds: (run) => Math.max(...atRisk(run, 'on ')) === 0,
      },
      {
        says: { en: 'Its own record', ko: '그 커밋의 레코드' },
        holds: (run) => Math.max(...atRisk(run, 'on ')) > 0,
      },
    ],
    saw: (run) => saw(run, 'on '),
  },
  {
    id: 'after-off',
    asks: {
      en: 'And with off, after five commits one after the other?',
      ko: 'off로 잇달아 다섯 번 커밋하면 어떨까요?',
    },
    choices: [
      {
        says: { en: 'Nothing either', ko: '역시 없습니다' },
        holds: (run) => atRisk(run, 'off')[4] === 0,
      },
      {
        says: {
          en: 'As much as after the first of them',
          ko: '첫 번째 커밋 뒤와 같습니다',
        },
        holds(run) {
          const risks = atRisk(run, 'off');
          return risks[4] === risks[0] && risks[0] !== 0;
        },
      },
      {
        says: { en: 'More with each', ko: '커밋할 때마다 늘어납니다' },
        holds: (run) => {
          const [first = 0, , , , fifth = 0] = atRisk(run, 'off');
          return fifth > first;
        },
      },
    ],
    saw: (run) => saw(run, 'off'),
  },
];

/**
 * Bytes of the log that were not flushed yet, at each report of that kind.
 * @param {Run} run
 * @param {string} kind
 */
function atRisk(run, kind) {
  return run.output
    .split('\n')
    .filter((line) => line.startsWith(kind))
    .map((line) => Number(/; (\d+) at risk/.exec(line)?.[1]));
}

/**
 * @param {Run} run
 * @param {string} kind
 */
function saw(run, kind) {
  const bytes = atRisk(run, kind).join(', ');
  return {
    en: `bytes at risk: ${bytes}`,
    ko: `잃을 수 있는 바이트: ${bytes}`,
  };
}
