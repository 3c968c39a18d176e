// @ts-check
/** @typedef {import('../../src/notebook/timeline-events.ts').Run} Run */

const ALL = '1 2 3 4 5 6 7 8 9 10 11 12';

/** @type {import('../../src/notebook/timeline-events.ts').Claim[]} */
export const claims = [
  {
    id: 'stays',
    says: {
      en: 'Whoever stayed has got every event, once.',
      ko: '자리를 지킨 클라이언트는 모든 이벤트를 한 번씩 받았습니다.',
    },
    holds: (run) => knows(run, 'stays') === ALL && got(run, 'stays') === 12,
    saw: (run) => saw(run, 'stays'),
  },
  {
    id: 'forgets',
    says: {
      en: 'Whoever came back without a word has missed just what was sent in the meantime, and does not know it.',
      ko: '아무 말 없이 돌아온 클라이언트는 그사이의 이벤트를 고스란히 놓쳤고, 놓친 줄도 모릅니다.',
    },
    holds: (run) => knows(run, 'forgets') === '1 2 3 9 10 11 12',
    saw: (run) => saw(run, 'forgets'),
  },
  {
    id: 'remembers',
    says: {
      en: 'Whoever sent Last-Event-ID has missed nothing, and got nothing twice.',
      ko: 'Last-Event-ID를 보낸 클라이언트는 놓친 것도, 두 번 받은 것도 없습니다.',
    },
    holds: (run) =>
      knows(run, 'remembers') === ALL && got(run, 'remembers') === 12,
    saw: (run) => saw(run, 'remembers'),
  },
  {
    id: 'was-away',
    says: {
      en: 'It was away for as long as the other: five events came while neither was there.',
      ko: '자리를 비운 시간은 같았습니다. 둘 다 없는 사이에 이벤트 다섯 개가 지나갔습니다.',
    },
    holds: (run) =>
      missedLive(run, 'forgets') === 5 &&
      missedLive(run, 'remembers') === 5,
  },
  {
    id: 'knows-all',
    exercise: true,
    says: {
      en: 'Whoever was gone for long knows the whole state in the end: all twelve jobs.',
      ko: '오래 떠나 있던 클라이언트도 결국 전체 상태, 곧 작업 열두 개를 모두 압니다.',
    },
    holds: (run) => knows(run, 'long gone') === ALL,
    saw: (run) => saw(run, 'long gone'),
  },
];

/** @type {import('../../src/notebook/timeline-events.ts').Prediction[]} */
export const predictions = [
  {
    id: 'without-a-word',
    asks: {
      en: 'Five events are sent while a client is away. It comes back and says nothing. How many of the five does it get?',
      ko: '클라이언트가 없는 사이에 이벤트 다섯 개가 지나갔습니다. 돌아와서 아무 말도 하지 않으면 그 가운데 몇 개를 받을까요?',
    },
    choices: [
      {
        says: { en: 'All', ko: '모두' },
        holds: (run) => got(run, 'forgets') === 12,
      },
      {
        says: { en: 'None', ko: '하나도 못 받습니다' },
        holds: (run) => got(run, 'forgets') === 7,
      },
    ],
    saw: (run) => saw(run, 'forgets'),
  },
];

/**
 * @param {Run} run
 * @param {string} name
 */
function line(run, name) {
  return (
    new RegExp(
      `^${name}: knows of jobs (.*); got (\\d+) events$`,
      'm',
    ).exec(run.output) ?? []
  );
}

/**
 * @param {Run} run
 * @param {string} name
 */
function knows(run, name) {
  return line(run, name)[1];
}

/**
 * @param {Run} run
 * @param {string} name
 */
function got(run, name) {
  return Number(line(run, name)[2]);
}

/**
 * @param {Run} run
 * @param {string} name
 */
function saw(run, name) {
  return {
    en: `knows of jobs ${knows(run, name)}`,
    ko: `아는 작업: ${knows(run, name)}`,
  };
}

/**
 * How many events the server sent between a client's two connections.
 * @param {Run} run
 * @param {string} name
 */
function missedLive(run, name) {
  const lane = (/** @type {string} */ label) =>
    run.events
      .filter((event) => event.type === 'lane')
      .find((event) => event.label === label)?.lane;
  const [first, second] = run.events
    .filter((event) => event.type === 'begin')
    .filter((event) => event.lane === lane(name));
  const left =
    run.events
      .filter((event) => event.type === 'end')
      .find(({ span }) => span === first?.span)?.at ?? NaN;
  return run.events
    .filter((event) => event.type === 'mark')
    .filter((event) => event.lane === lane('server'))
    .filter(({ at }) => at > left && at < (second?.at ?? NaN)).length;
}
