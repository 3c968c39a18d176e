// @ts-check
/** @typedef {import('../../src/notebook/timeline-events.ts').Run} Run */

/** @type {import('../../src/notebook/timeline-events.ts').Claim[]} */
export const claims = [
  {
    id: 'write-alone',
    says: {
      en: 'A hundred writes without an fsync left all hundred records at risk.',
      ko: 'fsync 없이 백 번 쓰면 레코드 백 개가 모두 위험한 채로 남았습니다.',
    },
    holds: (run) => counts(run, 'never').join() === '100,0,100',
    saw: (run) => saw(run, 'never'),
  },
  {
    id: 'one-each',
    says: {
      en: 'With an fsync after each write there were a hundred, and never more than one record at risk.',
      ko: '쓸 때마다 fsync하면 fsync가 백 번 들었고, 위험한 레코드는 많아야 한 개였습니다.',
    },
    holds: (run) => counts(run, 'each').join() === '100,100,1',
    saw: (run) => saw(run, 'each'),
  },
  {
    id: 'groups',
    says: {
      en: 'In groups of fifty it took two writes and two fsyncs, and up to fifty records were at risk.',
      ko: '쉰 개씩 묶으면 쓰기도 fsync도 두 번이면 되었고, 위험한 레코드는 쉰 개까지였습니다.',
    },
    holds: (run) => counts(run, 'groups of 50').join() === '2,2,50',
    saw: (run) => saw(run, 'groups of 50'),
  },
  {
    id: 'once',
    says: {
      en: 'All at once took a single write and a single fsync, with everything at risk until then.',
      ko: '한꺼번에 하면 쓰기도 fsync도 한 번씩이었고, 그때까지는 전부가 위험했습니다.',
    },
    holds: (run) => counts(run, 'once').join() === '1,1,100',
    saw: (run) => saw(run, 'once'),
  },
  {
    id: 'fsync-waits',
    says: {
      en: 'Where fsync is real, a hundred took longer than one. Where it is only counted, no time was given.',
      ko: 'fsync가 진짜인 곳에서는 백 번이 한 번보다 오래 걸렸습니다. 세기만 하는 곳에서는 시간을 말하지 않았습니다.',
    },
    holds(run) {
      if (/^fsync here: only counted$/m.test(run.output))
        return !/ ms$/m.test(run.output);
      return time(run, 'each') > time(run, 'once');
    },
    saw(run) {
      const [each, once] = [time(run, 'each'), time(run, 'once')];
      if (Number.isNaN(each)) return { en: 'counted', ko: '세기만 함' };
      return {
        en: `each ${each} ms, once ${once} ms`,
        ko: `매번 ${each}ms, 한 번 ${once}ms`,
      };
    },
  },
  {
    id: 'told-when-safe',
    says: {
      en: 'In “your turn” no client was told “saved” before its record was on the disk.',
      ko: '‘직접 해 보기’에서 레코드가 디스크에 닿기 전에 ‘저장했다’는 말을 들은 클라이언트는 없었습니다.',
    },
    holds: (run) => yourTurn(run)[0] === 40,
  },
  {
    id: 'shared',
    exercise: true,
    says: {
      en: 'Forty records of eight clients are safe with fewer than twenty fsyncs.',
      ko: '클라이언트 여덟의 레코드 마흔 개를, fsync 스무 번이 안 되게 하고도 모두 안전하게 저장합니다.',
    },
    holds(run) {
      const [safe, fsyncs] = yourTurn(run);
      return safe === 40 && Number(fsyncs) < 20;
    },
    saw: (run) => ({
      en: `fsyncs: ${yourTurn(run)[1]}`,
      ko: `fsync ${yourTurn(run)[1]}번`,
    }),
  },
];

/** @type {import('../../src/notebook/timeline-events.ts').Prediction[]} */
export const predictions = [
  {
    id: 'at-risk',
    asks: {
      en: 'A hundred records are saved in two groups of fifty, with an fsync after each group. The power may fail at any moment. How many records that were written can be lost at most?',
      ko: '레코드 백 개를 쉰 개씩 두 묶음으로 저장하고, 묶음마다 fsync합니다. 전원은 언제든 끊길 수 있습니다. 써 놓은 레코드를 많아야 몇 개 잃을까요?',
    },
    choices: [
      {
        says: {
          en: 'None: they were written',
          ko: '안 잃습니다. 썼으니까요',
        },
        holds: (run) => counts(run, 'groups of 50')[2] === 0,
      },
      {
        says: { en: 'Fifty: one group', ko: '쉰 개. 한 묶음입니다' },
        holds: (run) => counts(run, 'groups of 50')[2] === 50,
      },
      {
        says: { en: 'All hundred', ko: '백 개 모두' },
        holds: (run) => counts(run, 'groups of 50')[2] === 100,
      },
    ],
    saw: (run) => saw(run, 'groups of 50'),
  },
];

/**
 * Writes, fsyncs, and the most records at risk.
 * @param {Run} run
 * @param {string} way
 */
function counts(run, way) {
  const [, ...numbers] =
    new RegExp(
      `^${way}: writes (\\d+), fsyncs (\\d+), at risk up to (\\d+)`,
      'm',
    ).exec(run.output) ?? [];
  return numbers.map(Number);
}

/**
 * @param {Run} run
 * @param {string} way
 */
function time(run, way) {
  const [, ms] =
    new RegExp(`^${way}: .*, ([\\d.]+) ms$`, 'm').exec(run.output) ?? [];
  return Number(ms);
}

/** How many were safe when told so, and the fsyncs. @param {Run} run */
function yourTurn(run) {
  const [, ...numbers] =
    /^your turn: safe when told so (\d+) of 40, fsyncs (\d+)$/m.exec(
      run.output,
    ) ?? [];
  return numbers.map(Number);
}

/**
 * @param {Run} run
 * @param {string} way
 */
function saw(run, way) {
  const [writes, fsyncs, atRisk] = counts(run, way);
  return {
    en: `writes: ${writes}, fsyncs: ${fsyncs}, at risk: up to ${atRisk}`,
    ko: `쓰기 ${writes}번, fsync ${fsyncs}번, 위험한 레코드 최대 ${atRisk}개`,
  };
}
