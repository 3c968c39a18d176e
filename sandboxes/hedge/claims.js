// @ts-check

/** @typedef {import('../../src/notebook/timeline-events.ts').Run} Run */

/** @type {import('../../src/notebook/timeline-events.ts').Claim[]} */
export const claims = [
  {
    id: 'purchases-are-kept',
    says: {
      en: 'Every purchase that had been handled before the crash was there after it.',
      ko: '크래시 전에 처리한 구매는 크래시 뒤에도 모두 있었습니다.',
    },
    holds: (run) =>
      [6, 12, 18].every((id) =>
        events(run, 'after the crash').includes(id),
      ),
  },
  {
    id: 'flushed-is-left',
    says: {
      en: 'What was left was what had been flushed: all events up to one of them, page views included, and none after it.',
      ko: '남은 것은 플러시된 것이었습니다. 어느 이벤트까지는 조회까지 모두 있었고 그 뒤로는 하나도 없었습니다.',
    },
    holds: (run) =>
      flushedUpTo(run) >= 18 &&
      events(run, 'after the crash').join() ===
        oneTo(flushedUpTo(run)).join(),
    saw: (run) => {
      const last = events(run, 'after the crash').at(-1);
      return {
        en: `flushed up to ${flushedUpTo(run)}, left up to ${last}`,
        ko: `${flushedUpTo(run)}번까지 플러시, ${last}번까지 남음`,
      };
    },
  },
  {
    id: 'few-flushes',
    says: {
      en: 'The log was flushed for fewer than half of the events.',
      ko: '로그를 플러시한 횟수는 이벤트 수의 절반이 안 됩니다.',
    },
    holds: (run) => flushes(run) > 0 && flushes(run) * 2 < 22,
    saw: (run) => ({
      en: `${flushes(run)} flushes for 22 events`,
      ko: `이벤트 22개에 플러시 ${flushes(run)}번`,
    }),
  },
  {
    id: 'never-too-soon',
    exercise: true,
    says: {
      en: 'Whenever the crash had come: the queue never forgot an event whose commit was not flushed.',
      ko: '크래시가 언제 났더라도 괜찮았습니다. 큐는 커밋이 아직 플러시되지 않은 이벤트를 잊은 적이 없습니다.',
    },
    holds: (run) => tooSoon(run) === 0,
    saw: (run) => ({
      en: `forgotten too soon: up to ${tooSoon(run)} at a time`,
      ko: `너무 일찍 잊은 것: 한때 ${tooSoon(run)}개까지`,
    }),
  },
  {
    id: 'none-is-lost',
    exercise: true,
    says: {
      en: 'In the end each of the 24 events is there once, and at the crash the queue held no more than half of them.',
      ko: '마지막에는 이벤트 24개가 하나씩 다 있고, 크래시가 났을 때 큐에 남아 있던 것은 절반을 넘지 않습니다.',
    },
    holds: (run) =>
      events(run, 'in the end').join() === oneTo(24).join() &&
      heldBack(run) * 2 <= 24,
    saw: (run) => {
      const there = events(run, 'in the end');
      const lost = oneTo(24).filter((id) => !there.includes(id));
      return {
        en: `lost: ${lost.join(', ') || 'none'}; in the queue: ${heldBack(run)}`,
        ko: `잃은 것: ${lost.join(', ') || '없음'}, 큐에 남은 것: ${heldBack(run)}개`,
      };
    },
  },
];

/** @type {import('../../src/notebook/timeline-events.ts').Prediction[]} */
export const predictions = [
  {
    id: 'what-is-left',
    asks: {
      en: 'Purchases wait for the log, page views do not. After the crash, which page views are left?',
      ko: '구매는 로그를 기다리고 조회는 기다리지 않습니다. 크래시 뒤에 어떤 조회가 남아 있을까요?',
    },
    choices: [
      {
        says: { en: 'None', ko: '하나도 없음' },
        holds: (run) => views(run).length === 0,
      },
      {
        says: {
          en: 'Those before the last purchase',
          ko: '마지막 구매 앞의 것',
        },
        holds(run) {
          const last = views(run).at(-1) ?? 0;
          return last > 0 && last < flushedUpTo(run);
        },
      },
      {
        says: { en: 'All', ko: '모두' },
        holds: (run) => (views(run).at(-1) ?? 0) === 22,
      },
    ],
    saw: (run) => {
      const list = views(run).join(', ');
      return { en: `views left: ${list}`, ko: `남은 조회: ${list}` };
    },
  },
  {
    id: 'how-often-flushed',
    asks: {
      en: 'Every sixth of the 22 events is a purchase. How often is the log flushed?',
      ko: '이벤트 22개 가운데 여섯 번째마다 구매입니다. 로그를 몇 번 플러시할까요?',
    },
    choices: [
      {
        says: { en: 'For each event', ko: '이벤트마다' },
        holds: (run) => flushes(run) >= 22,
      },
      {
        says: {
          en: 'About as often as there are purchases',
          ko: '구매 횟수쯤',
        },
        holds: (run) => flushes(run) >= 3 && flushes(run) < 22,
      },
      {
        says: { en: 'Once, at the end', ko: '끝에 한 번' },
        holds: (run) => flushes(run) < 3,
      },
    ],
    saw: (run) => ({
      en: `${flushes(run)} flushes for 22 events`,
      ko: `이벤트 22개에 플러시 ${flushes(run)}번`,
    }),
  },
];

/**
 * The page views that were there after the crash.
 * @param {Run} run
 */
function views(run) {
  return events(run, 'after the crash').filter((id) => id % 6 !== 0);
}

/** @param {number} last */
function oneTo(last) {
  return Array.from({ length: last }, (_, i) => i + 1);
}

/**
 * The events that the database had, at that moment.
 * @param {Run} run
 * @param {string} moment
 */
function events(run, moment) {
  const ids = new RegExp(`^${moment}: (.*)$`, 'm').exec(run.output)?.[1];
  if (!ids)
    throw new Error(`The run does not say what was there ${moment}.`);
  return ids.split(' ').map(Number);
}

/** @param {Run} run */
function flushedUpTo(run) {
  return Number(/flushed up to event (\d+)/.exec(run.output)?.[1]);
}

/**
 * How many events the queue had forgotten before they were flushed, at the
 * most.
 * @param {Run} run
 */
function tooSoon(run) {
  return Number(/forgotten too soon: (\d+)/.exec(run.output)?.[1]);
}

/**
 * How many events the queue had not forgotten when the crash came.
 * @param {Run} run
 */
function heldBack(run) {
  return Number(/still in the queue: (\d+)/.exec(run.output)?.[1]);
}

/** @param {Run} run */
function flushes(run) {
  return Number(/flushed (\d+) times/.exec(run.output)?.[1]);
}
