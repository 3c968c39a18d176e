// @ts-check
/** @typedef {import('../../src/notebook/timeline-events.ts').Run} Run */

/** @type {import('../../src/notebook/timeline-events.ts').Claim[]} */
export const claims = [
  {
    id: 'more-often-more-requests',
    says: {
      en: 'The more often a client asks, the more requests it takes.',
      ko: '자주 물을수록 요청이 늘어납니다.',
    },
    holds: (run) =>
      slowest(run).requests < row(run, 'every 1 s').requests &&
      row(run, 'every 1 s').requests < row(run, 'every 0.1 s').requests,
    saw: (run) => saw(run, 'requests', '요청', '번'),
  },
  {
    id: 'more-often-sooner',
    says: {
      en: 'The client that asks least often learns latest, by far.',
      ko: '가장 드물게 묻는 클라이언트가 훨씬 늦게 압니다.',
    },
    holds: (run) =>
      slowest(run).delay > row(run, 'every 1 s').delay * 1.5 &&
      slowest(run).delay > row(run, 'every 0.1 s').delay * 1.5,
    saw: (run) => saw(run, 'delay', '지연', '초'),
  },
  {
    id: 'mostly-in-vain',
    says: {
      en: 'Every 0.1 seconds, most questions are in vain.',
      ko: '0.1초마다 물으면 대부분 헛걸음입니다.',
    },
    holds: (run) =>
      row(run, 'every 0.1 s').inVain > row(run, 'every 0.1 s').requests / 2,
    saw: (run) => ({
      en: `in vain: ${row(run, 'every 0.1 s').inVain} of ${row(run, 'every 0.1 s').requests}`,
      ko: `${row(run, 'every 0.1 s').requests}번 가운데 헛걸음 ${row(run, 'every 0.1 s').inVain}번`,
    }),
  },
  {
    id: 'long-poll',
    says: {
      en: 'A long poll takes one request for each job at most, none of them in vain, and learns sooner than the slowest poll.',
      ko: '롱 폴링은 많아야 작업마다 요청 한 번이고 헛걸음이 없으며, 가장 느린 폴링보다 먼저 압니다.',
    },
    holds: (run) =>
      row(run, 'long poll').requests <= 8 &&
      row(run, 'long poll').inVain === 0 &&
      row(run, 'long poll').delay < slowest(run).delay / 1.5,
    saw: (run) => sawOne(run, 'long poll'),
  },
  {
    id: 'one-request',
    says: {
      en: 'An event stream takes a single request for all eight, and learns sooner than the slowest poll.',
      ko: '이벤트 스트림은 요청 한 번으로 여덟 작업을 모두 알고, 가장 느린 폴링보다 먼저 압니다.',
    },
    holds: (run) =>
      row(run, 'events').requests === 1 &&
      row(run, 'events').delay < slowest(run).delay / 1.5,
    saw: (run) => sawOne(run, 'events'),
  },
  {
    id: 'asks-in-time',
    exercise: true,
    says: {
      en: 'Your client asks twelve times at most for its eight jobs, and learns in less than half the delay of the slowest poll.',
      ko: '직접 고친 클라이언트는 작업 여덟 개에 많아야 열두 번 묻고, 가장 느린 폴링의 절반도 안 되는 지연으로 압니다.',
    },
    holds: (run) =>
      row(run, 'your turn').requests <= 12 &&
      row(run, 'your turn').delay < slowest(run).delay / 2,
    saw: (run) => sawOne(run, 'your turn'),
  },
];

/** @type {import('../../src/notebook/timeline-events.ts').Prediction[]} */
export const predictions = [
  {
    id: 'how-late',
    given: ['POLL_SECONDS'],
    asks: {
      en: 'One client asks every 5 seconds. How late does it learn that a job is done, on average?',
      ko: '한 클라이언트는 5초마다 묻습니다. 작업이 끝난 것을 평균 얼마나 늦게 알까요?',
    },
    choices: [
      {
        says: {
          en: 'By less than a fifth of the 5 seconds',
          ko: '5초의 5분의 1도 안 되게',
        },
        holds: (run) => lateness(run) < 0.2,
      },
      {
        says: { en: 'By about half of them', ko: '5초의 절반쯤' },
        holds: (run) => lateness(run) >= 0.2 && lateness(run) < 0.9,
      },
      {
        says: { en: 'By nearly all of them', ko: '거의 5초만큼' },
        holds: (run) => lateness(run) >= 0.9,
      },
    ],
    saw: (run) => sawOne(run, `every ${interval(run)} s`),
  },
  {
    id: 'in-vain',
    asks: {
      en: 'Another asks every 0.1 seconds. How many of its questions bring nothing new?',
      ko: '다른 클라이언트는 0.1초마다 묻습니다. 새로운 것이 없는 질문은 얼마나 될까요?',
    },
    choices: [
      {
        says: { en: 'Less than half', ko: '절반 이하' },
        holds: (run) => vainShare(run) <= 0.5,
      },
      {
        says: { en: 'Most of them', ko: '대부분' },
        holds: (run) => vainShare(run) > 0.5,
      },
    ],
    saw: (run) => sawOne(run, 'every 0.1 s'),
  },
  {
    id: 'long-poll-requests',
    asks: {
      en: 'A third puts its question so that it is answered only when there is something new. How many requests for eight jobs?',
      ko: '셋째 클라이언트의 질문에는 새로운 일이 있을 때에만 답합니다. 작업 여덟 개에 요청이 몇 번 들까요?',
    },
    choices: [
      {
        says: { en: 'One', ko: '한 번' },
        holds: (run) => row(run, 'long poll').requests === 1,
      },
      {
        says: {
          en: 'One for each job, or a little less',
          ko: '작업마다 한 번, 또는 조금 적게',
        },
        holds: (run) => {
          const { requests } = row(run, 'long poll');
          return requests > 1 && requests <= 8;
        },
      },
      {
        says: { en: 'Many more', ko: '훨씬 많이' },
        holds: (run) => row(run, 'long poll').requests > 8,
      },
    ],
    saw: (run) => sawOne(run, 'long poll'),
  },
];

/**
 * A row of the table that the program prints.
 * @param {Run} run
 * @param {string} name
 */
function row(run, name) {
  const line = new RegExp(`^${name} +(\\d+) +(\\d+) +([\\d.]+) s$`, 'm');
  const [, requests, inVain, delay] = line.exec(run.output) ?? [];
  return {
    requests: Number(requests),
    inVain: Number(inVain),
    delay: Number(delay),
  };
}

/**
 * The row of the client that asks least often: the first one.
 * @param {Run} run
 */
function slowest(run) {
  return row(run, `every ${interval(run)} s`);
}

/**
 * How late the slowest client learns, as a part of its interval.
 * @param {Run} run
 */
function lateness(run) {
  return slowest(run).delay / Number(interval(run));
}

/** @param {Run} run */
function interval(run) {
  return /^every (\d+) s /m.exec(run.output)?.[1];
}

/**
 * @param {Run} run
 * @param {'requests' | 'delay'} column
 * @param {string} what in Korean
 * @param {string} unit in Korean
 */
function saw(run, column, what, unit) {
  const first = interval(run);
  const values = [first, 1, 0.1].map(
    (s) => row(run, `every ${s} s`)[column],
  );
  const listed = values.join(', ');
  return {
    en: `${column} every ${first}, 1 and 0.1 s: ${listed}`,
    ko: `${first}초, 1초, 0.1초마다의 ${what}: ${listed}${unit}`,
  };
}

/**
 * @param {Run} run
 * @param {string} name
 */
function sawOne(run, name) {
  const { requests, inVain, delay } = row(run, name);
  return {
    en: `requests ${requests}, in vain ${inVain}, mean delay ${delay} s`,
    ko: `요청 ${requests}번, 헛걸음 ${inVain}번, 평균 지연 ${delay}초`,
  };
}

/**
 * Which part of the questions every 0.1 seconds was in vain.
 * @param {Run} run
 */
function vainShare(run) {
  const { inVain, requests } = row(run, 'every 0.1 s');
  return inVain / requests;
}
