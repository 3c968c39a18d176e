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
    id: 'none-is-lost',
    exercise: true,
    says: {
      en: 'In the end each of the 24 events is there once.',
      ko: '마지막에는 이벤트 24개가 하나씩 다 있습니다.',
    },
    holds: (run) => events(run, 'in the end').join() === oneTo(24).join(),
    saw: (run) => {
      const there = events(run, 'in the end');
      const lost = oneTo(24).filter((id) => !there.includes(id));
      return {
        en: `lost: ${lost.join(', ') || 'none'}`,
        ko: `잃은 것: ${lost.join(', ') || '없음'}`,
      };
    },
  },
];

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

/** @param {Run} run */
function flushes(run) {
  return Number(/flushed (\d+) times/.exec(run.output)?.[1]);
}
