// @ts-check

/** @typedef {import('../../src/notebook/timeline-events.ts').Run} Run */

const CRASH = 'the process crashes';
const POWER_CUT = 'the power is cut';
const AGAIN = 'the power is cut again';
/** @type {import('../../src/notebook/timeline-events.ts').Claim[]} */
export const claims = [
  {
    id: 'waited-is-kept',
    says: {
      en: 'With fsync on, every commit that had waited was there again, whichever way PostgreSQL went down.',
      ko: 'fsync가 on이면, 기다린 커밋은 PostgreSQL이 어떻게 멈췄든 다시 시작했을 때 모두 남아 있었습니다.',
    },
    holds: (run) =>
      faults(run).every((crash) =>
        oneTo(commits(run, 'on', 'on').count).every((id) =>
          left(run, 'on', crash).includes(id),
        ),
      ),
    saw: (run) => saw(run, 'on'),
  },
  {
    id: 'hurried-is-lost',
    says: {
      en: 'Of those that had not waited, none was left, whichever way it went down. All had been answered with “done”.',
      ko: '기다리지 않은 커밋은 어떻게 멈췄든 하나도 남지 않았습니다. 모두 ‘끝났다’는 답을 받은 것이었습니다.',
    },
    holds: (run) =>
      ['on', 'off'].every((fsync) =>
        faults(run).every(
          (crash) =>
            left(run, fsync, crash).length <=
            commits(run, fsync, 'on').count,
        ),
      ),
  },
  {
    id: 'one-fsync-each',
    says: {
      en: 'With fsync on, each commit that waited cost one fsync, and those that did not wait cost none.',
      ko: 'fsync가 on이면, 기다린 커밋은 저마다 fsync가 한 번 들었고 기다리지 않은 커밋은 한 번도 들지 않았습니다.',
    },
    holds(run) {
      const { count, fsyncs } = commits(run, 'on', 'on');
      return (
        count > 0 &&
        fsyncs === count &&
        commits(run, 'on', 'off').fsyncs === 0
      );
    },
    saw: (run) => {
      const counts = ['on', 'off']
        .map((setting) => commits(run, 'on', setting).fsyncs)
        .join(', ');
      return { en: `fsyncs: ${counts}`, ko: `fsync: ${counts}번` };
    },
  },
  {
    id: 'fsync-off-trusts-the-power',
    says: {
      en: 'With fsync off, a crash of the process leaves the commits that had waited, and a power cut leaves none of them.',
      ko: 'fsync가 off이면, 기다린 커밋이 프로세스가 죽을 때는 남지만 전원이 끊기면 하나도 남지 않습니다.',
    },
    holds: (run) =>
      faults(run).every((crash) => {
        const waited = oneTo(commits(run, 'off', 'on').count).join();
        const ids = left(run, 'off', crash).join();
        return ids === (crash === CRASH ? waited : '');
      }),
    saw: (run) => saw(run, 'off'),
  },
  {
    id: 'a-beginning-is-left',
    says: {
      en: 'What was left was each time a beginning: all commits up to one of them, and none after it. There was never a gap.',
      ko: '남은 것은 매번 앞부분이었습니다. 어느 커밋까지는 모두 있고 그 뒤로는 하나도 없었으며, 빈틈은 없었습니다.',
    },
    holds: (run) =>
      [
        left(run, 'on', AGAIN),
        ...faults(run).flatMap((crash) =>
          ['on', 'off'].map((fsync) => left(run, fsync, crash)),
        ),
      ].every((ids) => ids.every((id, i) => id === i + 1)),
  },
  {
    id: 'saved-at-once',
    exercise: true,
    says: {
      en: 'All commits are there after the power cut, and saving the last ten took one fsync.',
      ko: '전원이 끊긴 뒤에도 커밋이 모두 있고, 마지막 열 개를 지키는 데 fsync가 한 번 들었습니다.',
    },
    holds: (run) =>
      left(run, 'on', AGAIN).length === lastOf(run) &&
      yourFsyncs(run) === 1,
    saw: (run) => {
      const rows = left(run, 'on', AGAIN).length;
      const all = lastOf(run);
      const count = yourFsyncs(run);
      return {
        en: `${rows} of ${all} left, ${count} fsyncs`,
        ko: `${all}개 가운데 ${rows}개 남음, fsync ${count}번`,
      };
    },
  },
];

/** @type {import('../../src/notebook/timeline-events.ts').Prediction[]} */
export const predictions = [
  {
    id: 'how-many-are-left',
    given: ['FAULT'],
    asks: {
      en: 'Ten commits that waited for the log, then ten that did not. The process crashes and PostgreSQL starts again. How many of the twenty are there?',
      ko: '로그를 기다린 커밋이 열 개, 기다리지 않은 커밋이 열 개입니다. 프로세스가 죽고 PostgreSQL이 다시 시작합니다. 스무 개 가운데 몇 개가 있을까요?',
    },
    choices: [
      {
        says: { en: 'All twenty', ko: '스무 개 모두' },
        holds: (run) => left(run, 'on', CRASH).length === 20,
      },
      {
        says: { en: 'The ten that waited', ko: '기다린 열 개' },
        holds: (run) => left(run, 'on', CRASH).length === 10,
      },
      {
        says: { en: 'None', ko: '하나도 없음' },
        holds: (run) => left(run, 'on', CRASH).length === 0,
      },
    ],
    saw: (run) => saw(run, 'on'),
  },
  {
    id: 'without-fsync',
    given: ['FAULT'],
    asks: {
      en: 'With fsync off nothing is flushed, and all are told “done” as before. Which end do the ten that waited survive?',
      ko: 'fsync가 off이면 아무것도 플러시하지 않지만 답은 똑같이 ‘끝났다’입니다. 기다린 열 개는 어떤 고장을 견딜까요?',
    },
    choices: [
      {
        says: {
          en: 'The crash of the process only',
          ko: '프로세스가 죽는 것만',
        },
        holds: (run) => survived(run).join() === CRASH,
      },
      {
        says: { en: 'The power cut too', ko: '전원이 끊기는 것도' },
        holds: (run) => survived(run).includes(POWER_CUT),
      },
      {
        says: { en: 'Neither', ko: '어느 것도 못 견딤' },
        holds: (run) => survived(run).length === 0,
      },
    ],
    saw: (run) => saw(run, 'off'),
  },
];

/** @param {number} last */
function oneTo(last) {
  return Array.from({ length: last }, (_, i) => i + 1);
}

/**
 * The ends that came, in both settings of fsync.
 * @param {Run} run
 */
function faults(run) {
  const came = [CRASH, POWER_CUT].filter((crash) =>
    run.output.includes(`${crash}; left`),
  );
  if (came.length === 0) throw new Error('The run had no end to survive.');
  return came;
}

/**
 * What left something, with fsync off.
 * @param {Run} run
 */
function survived(run) {
  return faults(run).filter((crash) => left(run, 'off', crash).length > 0);
}

/**
 * How many commits there were until the end with that setting of
 * synchronous_commit, and how many fsyncs they took.
 * @param {Run} run
 * @param {string} fsync
 * @param {string} setting
 */
function commits(run, fsync, setting) {
  const pattern = new RegExp(
    `^(\\d+) to (\\d+), ${setting}: (\\d+) fsyncs$`,
  );
  const [first, last, fsyncs] =
    lines(run, fsync)
      .map((line) => pattern.exec(line)?.slice(1).map(Number))
      .find((found) => found) ?? [];
  return { count: (last ?? 0) - (first ?? 1) + 1, fsyncs: fsyncs ?? 0 };
}

/**
 * The last commit of all, your turn's.
 * @param {Run} run
 */
function lastOf(run) {
  const numbers = run.output.matchAll(/ to (\d+), off/g);
  return Math.max(...[...numbers].map(([, last]) => Number(last)));
}

/** @param {Run} run */
function yourFsyncs(run) {
  return Number(/your turn: (\d+) fsyncs/.exec(run.output)?.[1]);
}

/**
 * What the run says of PostgreSQL with fsync on, or off.
 * @param {Run} run
 * @param {string} fsync
 */
function lines(run, fsync) {
  const part = run.output.split('fsync off\n')[fsync === 'on' ? 0 : 1];
  return (part ?? '').split('\n').map((line) => line.trim());
}

/**
 * The commits that were there after the restart. An error if the run does
 * not say.
 * @param {Run} run
 * @param {string} fsync
 * @param {string} crash
 */
function left(run, fsync, crash) {
  const start = `${crash}; left: `;
  const line = lines(run, fsync).find((line) => line.startsWith(start));
  if (!line) throw new Error(`The run does not say what "${crash}" left.`);
  const ids = line.slice(start.length);
  return ids === 'none' ? [] : ids.split(' ').map(Number);
}

/**
 * @param {Run} run
 * @param {string} fsync
 */
function saw(run, fsync) {
  const counts = faults(run).map((crash) => ({
    en: `${left(run, fsync, crash).length} when ${crash}`,
    ko: `${crash === CRASH ? '프로세스가 죽은' : '전원이 끊긴'} 뒤 ${left(run, fsync, crash).length}개`,
  }));
  return {
    en: `left: ${counts.map(({ en }) => en).join(', ')}`,
    ko: `남은 것: ${counts.map(({ ko }) => ko).join(', ')}`,
  };
}
