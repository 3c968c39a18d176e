// @ts-check
/** @typedef {import('../../src/notebook/timeline-events.ts').Run} Run */

/** @type {import('../../src/notebook/timeline-events.ts').Claim[]} */
export const claims = [
  {
    id: 'ten-promises',
    says: {
      en: 'Both times all ten jobs were accepted: ten times 202.',
      ko: '두 번 다 작업 열 개가 모두 접수되었습니다. 202가 열 번씩 나갔습니다.',
    },
    holds: (run) =>
      number(run, 'memory', '', / (\d+) jobs accepted/) === 10 &&
      number(run, 'journal', '', / (\d+) jobs accepted/) === 10,
  },
  {
    id: 'memory-loses',
    says: {
      en: 'Kept in memory, the jobs were gone: the next life found none of them.',
      ko: '메모리에만 둔 작업은 사라졌습니다. 다시 시작한 서버는 하나도 찾지 못했습니다.',
    },
    holds: (run) =>
      found(run, 'memory') === 0 && neverSent(run, 'memory') >= 1,
    saw: (run) => saw(run, 'memory'),
  },
  {
    id: 'fsync-first',
    says: {
      en: 'With the journal there was a write and an fsync before each 202.',
      ko: '저널을 쓸 때는 202를 보내기 전에 매번 쓰기와 fsync가 있었습니다.',
    },
    holds(run) {
      const steps = accepting(run);
      return (
        steps.length === 20 &&
        steps.every((step, i) => step === STEPS[i % 2])
      );
    },
    saw: (run) => ({
      en: `fsyncs while accepting: ${accepting(run).filter((step) => step === STEPS[0]).length}`,
      ko: `접수하는 동안의 fsync ${accepting(run).filter((step) => step === STEPS[0]).length}번`,
    }),
  },
  {
    id: 'journal-keeps',
    says: {
      en: 'With the journal none was lost: the next life found what was not done, and did it.',
      ko: '저널을 쓰면 하나도 잃지 않았습니다. 다시 시작한 서버가 끝나지 않은 작업을 찾아 마저 했습니다.',
    },
    holds: (run) =>
      found(run, 'journal') >= 1 && neverSent(run, 'journal') === 0,
    saw: (run) => saw(run, 'journal'),
  },
  {
    id: 'at-least-once',
    says: {
      en: 'The job that was interrupted was begun twice: once in each life.',
      ko: '도중에 끊긴 작업은 두 번 시작되었습니다. 죽기 전에 한 번, 다시 살아나서 한 번입니다.',
    },
    holds: (run) => begunTwice(run).length >= 1,
    saw: (run) => ({
      en: `begun twice: ${begunTwice(run).join(', ')}`,
      ko: `두 번 시작: ${begunTwice(run).join(', ').replaceAll('job', '작업')}`,
    }),
  },
  {
    id: 'no-mail-twice',
    exercise: true,
    says: {
      en: 'With the journal every customer gets one mail, and nobody two.',
      ko: '저널을 쓸 때 모든 고객이 메일을 한 통씩 받고, 두 통 받는 고객은 없습니다.',
    },
    holds: (run) =>
      neverSent(run, 'journal') === 0 &&
      number(run, 'journal', 'sent twice', /: (\d+)/) === 0,
  },
];

/** @type {import('../../src/notebook/timeline-events.ts').Prediction[]} */
export const predictions = [
  {
    id: 'from-memory',
    asks: {
      en: 'Ten jobs are accepted and kept in memory, and the server is killed before it is through. How many of them does it find when it is started again?',
      ko: '작업 열 개를 접수해 메모리에 두었는데 다 하기 전에 서버가 강제로 종료됩니다. 다시 시작한 서버는 몇 개를 찾을까요?',
    },
    choices: [
      {
        says: { en: 'None', ko: '하나도 찾지 못합니다' },
        holds: (run) => found(run, 'memory') === 0,
      },
      {
        says: {
          en: 'Those that were not done',
          ko: '끝나지 않은 작업을 모두 찾습니다',
        },
        holds: (run) => found(run, 'memory') > 0,
      },
    ],
    saw: (run) => saw(run, 'memory'),
  },
  {
    id: 'begun-twice',
    asks: {
      en: 'With the journal no job is lost. Is one of them begun twice?',
      ko: '저널을 쓰면 작업을 하나도 잃지 않습니다. 두 번 시작하는 작업이 있을까요?',
    },
    choices: [
      {
        says: {
          en: 'No, each is begun once',
          ko: '없습니다. 한 번씩만 시작합니다',
        },
        holds: (run) => begunTwice(run).length === 0,
      },
      {
        says: {
          en: 'Yes, the interrupted one',
          ko: '있습니다. 도중에 끊긴 작업입니다',
        },
        holds: (run) => begunTwice(run).length > 0,
      },
    ],
    saw: (run) => ({
      en: `begun twice: ${begunTwice(run).join(', ') || 'none'}`,
      ko: `두 번 시작: ${begunTwice(run).join(', ').replaceAll('job', '작업') || '없음'}`,
    }),
  },
];

const STEPS = ['write and fsync', '202'];

/**
 * A number of the output: the first that `pattern` finds after the line of
 * that queue and, there, after `words`.
 * @param {Run} run
 * @param {string} queue
 * @param {string} words
 * @param {RegExp} pattern
 */
function number(run, queue, words, pattern) {
  const part = run.output.split(`${queue}:`)[1] ?? '';
  const [, value] = pattern.exec(part.slice(part.indexOf(words))) ?? [];
  return Number(value);
}

/**
 * @param {Run} run
 * @param {string} queue
 */
function found(run, queue) {
  return number(run, queue, 'found', /: (\d+)/);
}

/**
 * @param {Run} run
 * @param {string} queue
 */
function neverSent(run, queue) {
  return number(run, queue, 'never sent', /: (\d+)/);
}

/**
 * @param {Run} run
 * @param {string} queue
 */
function saw(run, queue) {
  return {
    en: `found: ${found(run, queue)}, mails never sent: ${neverSent(run, queue)}`,
    ko: `찾은 작업 ${found(run, queue)}개, 보내지 못한 메일 ${neverSent(run, queue)}통`,
  };
}

/**
 * What the first life with a journal did until it began to work, in order.
 * @param {Run} run
 */
function accepting(run) {
  const here = laneOf(run, 'journal, first life');
  const steps = run.events.flatMap((event) =>
    (event.type === 'begin' || event.type === 'mark') && event.lane === here
      ? [event.label]
      : [],
  );
  return steps.slice(0, steps.indexOf('job 1'));
}

/**
 * The jobs that both lives with a journal have begun.
 * @param {Run} run
 */
function begunTwice(run) {
  const [first, second] = ['first', 'second'].map((life) => {
    const here = laneOf(run, `journal, ${life} life`);
    return run.events.flatMap((event) =>
      event.type === 'begin' &&
      event.lane === here &&
      event.label.startsWith('job')
        ? [event.label]
        : [],
    );
  });
  return first?.filter((label) => second?.includes(label)) ?? [];
}

/**
 * @param {Run} run
 * @param {string} label
 */
function laneOf(run, label) {
  return run.events
    .filter((event) => event.type === 'lane')
    .find((event) => event.label === label)?.lane;
}
