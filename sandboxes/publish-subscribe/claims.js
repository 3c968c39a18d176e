// @ts-check
/** @typedef {import('../../src/notebook/timeline-events.ts').Run} Run */

const FAST = ['subscriber 1', 'subscriber 2'];

/** @type {import('../../src/notebook/timeline-events.ts').Claim[]} */
export const claims = [
  {
    id: 'after-commit',
    says: {
      en: 'Nobody heard of job 1 when it was notified. All heard of it when it was committed.',
      ko: 'NOTIFY를 했을 때는 아무도 작업 1의 소식을 듣지 못했습니다. 커밋되자 모두 들었습니다.',
    },
    holds(run) {
      const committed = at(run, 'COMMIT');
      const heard = marks(run, 'hears 1');
      return heard.length === 3 && heard.every(({ at }) => at > committed);
    },
    saw(run) {
      const [notified, committed, heard] = [
        'NOTIFY 1',
        'COMMIT',
        'hears 1',
      ].map((label) => marks(run, label)[0]?.at ?? NaN);
      const wait = Math.round((heard ?? NaN) - (notified ?? NaN));
      const after = ((heard ?? NaN) - (committed ?? NaN)).toFixed(1);
      return {
        en: `heard ${wait} ms after the NOTIFY, ${after} ms after the COMMIT began`,
        ko: `NOTIFY 뒤 ${wait} ms, COMMIT을 시작한 뒤 ${after} ms`,
      };
    },
  },
  {
    id: 'rolled-back',
    says: {
      en: 'Of job 2, which was taken back, nobody ever heard.',
      ko: '롤백된 작업 2의 소식은 아무도 듣지 못했습니다.',
    },
    holds: (run) =>
      marks(run, 'NOTIFY 2').length === 1 &&
      marks(run, 'ROLLBACK').length === 1 &&
      marks(run, 'hears 2').length === 0,
  },
  {
    id: 'everybody',
    says: {
      en: 'Each of the other messages went to every subscriber that was there.',
      ko: '나머지 소식은 그때 있던 구독자 모두에게 갔습니다.',
    },
    holds: (run) =>
      [...FAST, 'slow subscriber'].every(
        (name) => heard(run, name) === '1 3 4 5 6 7 8',
      ),
  },
  {
    id: 'too-late',
    says: {
      en: 'A later subscriber heard nothing of what had been said before.',
      ko: '나중에 구독한 쪽은 그 전의 소식을 듣지 못했습니다.',
    },
    holds: (run) => heard(run, 'late subscriber') === '3 4 5 6 7 8',
  },
  {
    id: 'slow-one',
    says: {
      en: 'Messages piled up in the inbox of the slow subscriber. The others did not have to wait for it.',
      ko: '느린 구독자의 받은 편지함에는 소식이 쌓였습니다. 다른 구독자들은 그 구독자를 기다리지 않았습니다.',
    },
    holds: (run) =>
      mostUnread(run, 'slow subscriber') >= 3 &&
      FAST.every((name) => mostUnread(run, name) === 1),
    saw: (run) => ({
      en: `unread at most: slow ${mostUnread(run, 'slow subscriber')}, fast ${mostUnread(run, 'subscriber 1')}`,
      ko: `읽지 않은 소식: 느린 구독자 ${mostUnread(run, 'slow subscriber')}개, 빠른 구독자 ${mostUnread(run, 'subscriber 1')}개`,
    }),
  },
  {
    id: 'finds-it-done',
    exercise: true,
    says: {
      en: 'Whoever is told that a job is finished finds it done.',
      ko: '작업이 끝났다는 말을 듣고 찾아보면 정말로 끝나 있습니다.',
    },
    holds: (run) =>
      [9, 10].every((job) =>
        run.output.includes(`told of job ${job}, which is done`),
      ),
  },
  {
    id: 'both-or-neither',
    exercise: true,
    says: {
      en: 'When the program dies after its first statement for job 11, the job is done and somebody was told, or neither.',
      ko: '프로그램이 작업 11의 첫 문장 뒤에 죽으면, 작업도 끝나고 소식도 나갔거나, 둘 다 아닙니다.',
    },
    holds: (run) =>
      /^half-way through job 11: (told, done|not told, at work)$/m.test(
        run.output,
      ),
    saw(run) {
      const [, told, state] =
        /^half-way through job 11: (.*), (.*)$/m.exec(run.output) ?? [];
      return {
        en: `${told}, ${state}`,
        ko: `소식은 ${told === 'told' ? '나갔고' : '나가지 않았고'}, 작업은 ${state === 'done' ? '끝남' : '처리 중'}`,
      };
    },
  },
];

/** @type {import('../../src/notebook/timeline-events.ts').Prediction[]} */
export const predictions = [
  {
    id: 'when-heard',
    asks: {
      en: 'In a transaction the publisher says NOTIFY, waits a little, and commits. When do the subscribers hear of it?',
      ko: '발행자는 트랜잭션 안에서 NOTIFY를 하고, 조금 있다가 커밋합니다. 구독자는 언제 소식을 들을까요?',
    },
    choices: [
      {
        says: { en: 'At the NOTIFY', ko: 'NOTIFY를 할 때' },
        holds: (run) => at(run, 'hears 1') < at(run, 'COMMIT'),
      },
      {
        says: { en: 'At the COMMIT', ko: '커밋할 때' },
        holds: (run) => at(run, 'hears 1') >= at(run, 'COMMIT'),
      },
    ],
  },
  {
    id: 'slow-and-fast',
    asks: {
      en: 'One subscriber is slow. How many messages lie unread with it at most?',
      ko: '구독자 하나는 느립니다. 읽지 않은 소식이 가장 많을 때 몇 개나 쌓일까요?',
    },
    choices: [
      {
        says: {
          en: 'One: the publisher waits for it',
          ko: '하나. 발행자가 기다려 줍니다',
        },
        holds: (run) => mostUnread(run, 'slow subscriber') <= 1,
      },
      {
        says: {
          en: 'Several: nobody waits for it',
          ko: '여러 개. 아무도 기다려 주지 않습니다',
        },
        holds: (run) => mostUnread(run, 'slow subscriber') > 1,
      },
    ],
    saw: (run) => ({
      en: `unread at most: ${mostUnread(run, 'slow subscriber')}`,
      ko: `가장 많을 때 ${mostUnread(run, 'slow subscriber')}개`,
    }),
  },
];

/**
 * @param {Run} run
 * @param {string} label
 */
function marks(run, label) {
  return run.events
    .filter((event) => event.type === 'mark')
    .filter((event) => event.label === label);
}

/**
 * @param {Run} run
 * @param {string} name
 */
function heard(run, name) {
  const line = new RegExp(`^${name} heard of jobs (.*)$`, 'm');
  return line.exec(run.output)?.[1];
}

/**
 * @param {Run} run
 * @param {string} name
 */
function mostUnread(run, name) {
  return Math.max(
    ...run.events
      .filter((event) => event.type === 'counter')
      .filter((event) => event.counter === `unread, ${name}`)
      .map(({ value }) => value),
  );
}

/**
 * When the first mark of that label was made.
 * @param {Run} run
 * @param {string} label
 */
function at(run, label) {
  return marks(run, label)[0]?.at ?? NaN;
}
