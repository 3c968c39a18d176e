// @ts-check

/** @typedef {import('../../src/notebook/timeline-events.ts').Run} Run */

const CRASH = 'the process crashes';
const POWER_CUT = 'the power is cut';
const AGAIN = 'the power is cut again';
const FIRST_TEN = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

/** @type {import('../../src/notebook/timeline-events.ts').Claim[]} */
export const claims = [
  {
    id: 'waited-is-kept',
    says: {
      en: 'With fsync on, every commit that had waited was there again, after the crash of the process and after the power cut.',
      ko: 'fsync가 on이면, 기다린 커밋은 프로세스가 죽은 뒤에도 전원이 끊긴 뒤에도 모두 남아 있었습니다.',
    },
    holds: (run) =>
      [CRASH, POWER_CUT].every((crash) =>
        FIRST_TEN.every((id) => left(run, 'on', crash).includes(id)),
      ),
    saw: (run) => saw(run, 'on', [CRASH, POWER_CUT]),
  },
  {
    id: 'hurried-is-lost',
    says: {
      en: 'Of the ten that had not waited, none was left, whichever way it went down. All had been answered with “done”.',
      ko: '기다리지 않은 열 개는 어떻게 멈췄든 하나도 남지 않았습니다. 모두 ‘끝났다’는 답을 받은 것이었습니다.',
    },
    holds: (run) =>
      ['on', 'off'].every((fsync) =>
        [CRASH, POWER_CUT].every(
          (crash) => Math.max(0, ...left(run, fsync, crash)) <= 10,
        ),
      ),
  },
  {
    id: 'one-fsync-each',
    says: {
      en: 'With fsync on, each commit that waited cost one fsync, and those that did not wait cost none.',
      ko: 'fsync가 on이면, 기다린 커밋은 저마다 fsync가 한 번 들었고 기다리지 않은 커밋은 한 번도 들지 않았습니다.',
    },
    holds: (run) =>
      fsyncs(run, 'on', '1 to 10') === 10 &&
      fsyncs(run, 'on', '11 to 20') === 0,
    saw: (run) => {
      const counts = [
        fsyncs(run, 'on', '1 to 10'),
        fsyncs(run, 'on', '11 to 20'),
      ].join(', ');
      return { en: `fsyncs: ${counts}`, ko: `fsync: ${counts}번` };
    },
  },
  {
    id: 'fsync-off-trusts-the-power',
    says: {
      en: 'With fsync off, the commits that had waited survived the crash of the process, and the power cut took all of them.',
      ko: 'fsync가 off이면, 기다린 커밋도 프로세스가 죽을 때는 남았지만 전원이 끊기자 모두 사라졌습니다.',
    },
    holds: (run) =>
      left(run, 'off', CRASH).join() === FIRST_TEN.join() &&
      left(run, 'off', POWER_CUT).length === 0,
    saw: (run) => saw(run, 'off', [CRASH, POWER_CUT]),
  },
  {
    id: 'a-beginning-is-left',
    says: {
      en: 'What was left was each time a beginning: all commits up to one of them, and none after it. There was never a gap.',
      ko: '남은 것은 매번 앞부분이었습니다. 어느 커밋까지는 모두 있고 그 뒤로는 하나도 없었으며, 빈틈은 없었습니다.',
    },
    holds: (run) =>
      [
        left(run, 'on', CRASH),
        left(run, 'on', POWER_CUT),
        left(run, 'on', AGAIN),
        left(run, 'off', CRASH),
        left(run, 'off', POWER_CUT),
      ].every((ids) => ids.every((id, i) => id === i + 1)),
  },
  {
    id: 'saved-at-once',
    exercise: true,
    says: {
      en: 'All thirty commits are there after the power cut, and saving the last ten took one fsync.',
      ko: '전원이 끊긴 뒤에도 커밋 서른 개가 모두 있고, 마지막 열 개를 지키는 데 fsync가 한 번 들었습니다.',
    },
    holds: (run) =>
      left(run, 'on', AGAIN).length === 30 &&
      fsyncs(run, 'on', '21 to 30') === 1,
    saw: (run) => {
      const rows = left(run, 'on', AGAIN).length;
      const count = fsyncs(run, 'on', '21 to 30');
      return {
        en: `${rows} of 30 left, ${count} fsyncs`,
        ko: `30개 가운데 ${rows}개 남음, fsync ${count}번`,
      };
    },
  },
];

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
 * @param {string} commits such as `1 to 10`
 */
function fsyncs(run, fsync, commits) {
  const line = lines(run, fsync).find((line) => line.startsWith(commits));
  return Number(/(\d+) fsyncs/.exec(line ?? '')?.[1]);
}

/**
 * @param {Run} run
 * @param {string} fsync
 * @param {string[]} crashes
 */
function saw(run, fsync, crashes) {
  const [crash, cut] = crashes.map(
    (crash) => left(run, fsync, crash).length,
  );
  return {
    en: `left of 20: ${crash} after the crash, ${cut} after the power cut`,
    ko: `20개 가운데 프로세스가 죽은 뒤 ${crash}개, 전원이 끊긴 뒤 ${cut}개`,
  };
}
