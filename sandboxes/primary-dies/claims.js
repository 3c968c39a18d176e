// @ts-check

/** @typedef {import('../../src/notebook/timeline-events.ts').Run} Run */

/** @type {import('../../src/notebook/timeline-events.ts').Claim[]} */
export const claims = [
  {
    id: 'asynchronous-loses',
    says: {
      en: 'Asynchronous: every write was acknowledged, and the far replica did not have them all.',
      ko: '비동기: 쓰기가 모두 확인되었지만 먼 복제본에는 다 있지 않았습니다.',
    },
    holds: (run) =>
      acknowledged(run, 'asynchronous').length === written(run) &&
      log(run, 'asynchronous', 'far').length < written(run),
    saw: (run) => saw(run, 'asynchronous'),
  },
  {
    id: 'one-of-two-has-all',
    says: {
      en: 'One of two: every write was acknowledged, and one of the replicas had each of them.',
      ko: '둘 중 하나: 쓰기가 모두 확인되었고, 그것을 다 가진 복제본이 하나 있었습니다.',
    },
    holds: (run) =>
      acknowledged(run, 'one of two').length === written(run) &&
      Math.max(
        log(run, 'one of two', 'far').length,
        log(run, 'one of two', 'near').length,
      ) === written(run),
    saw: (run) => saw(run, 'one of two'),
  },
  {
    id: 'all-have-it',
    says: {
      en: 'All: what was acknowledged, both replicas had.',
      ko: '모두: 확인된 것은 두 복제본에 다 있었습니다.',
    },
    holds(run) {
      const last = acknowledged(run, 'all').length;
      const logs = ['far', 'near'].map((name) => log(run, 'all', name));
      return last > 0 && logs.every(({ length }) => length >= last);
    },
    saw: (run) => saw(run, 'all'),
  },
  {
    id: 'all-stands-still',
    given: ['FAULT'],
    says: {
      en: 'All: once a replica was cut off, no write was acknowledged any more.',
      ko: '모두: 복제본 하나가 끊기자 더는 아무 쓰기도 확인되지 않았습니다.',
    },
    holds: (run) => acknowledged(run, 'all').length === moment(run) - 1,
  },
  {
    id: 'logs-are-beginnings',
    says: {
      en: 'Each log of a replica was a beginning of the primary’s, without a gap.',
      ko: '복제본의 로그는 모두 주 서버 로그의 앞부분이었고 빈틈이 없었습니다.',
    },
    holds: (run) =>
      ['asynchronous', 'one of two', 'all'].every((way) =>
        ['far', 'near'].every((name) =>
          log(run, way, name).every((write, i) => write === i + 1),
        ),
      ),
  },
  {
    id: 'nothing-lost',
    exercise: true,
    says: {
      en: 'One of two: after the failover no acknowledged write was lost.',
      ko: '둘 중 하나: 장애 조치 뒤에 확인된 쓰기를 하나도 잃지 않았습니다.',
    },
    holds: (run) => takesOver(run, 'one of two').lost === 'none',
    saw: (run) => {
      const { name, lost } = takesOver(run, 'one of two');
      return {
        en: `${name} takes over; lost: ${lost}`,
        ko: `${korean(name)} 복제본이 이어받음, 잃은 것: ${lost === 'none' ? '없음' : lost}`,
      };
    },
  },
  {
    id: 'longest-log',
    exercise: true,
    says: {
      en: 'Another day, when the far replica has more, the far one takes over, whether it stands first or last in the list.',
      ko: '먼 복제본이 더 많이 가진 날에는, 목록의 처음에 있든 끝에 있든 먼 복제본이 이어받습니다.',
    },
    holds: (run) => anotherDay(run).every((name) => name === 'far'),
    saw: (run) => {
      const [last, first] = anotherDay(run);
      return {
        en: `listed last: ${last}; listed first: ${first}`,
        ko: `먼 쪽이 끝에 있을 때 ${korean(last)}, 처음에 있을 때 ${korean(first)}`,
      };
    },
  },
];

/** @type {import('../../src/notebook/timeline-events.ts').Prediction[]} */
export const predictions = [
  {
    id: 'all-and-one-away',
    given: ['FAULT'],
    asks: {
      en: 'Both replicas have to acknowledge, and in the middle one is cut off. Which of the five writes are acknowledged?',
      ko: '두 복제본의 확인을 다 받아야 하는데 도중에 하나가 끊깁니다. 쓰기 다섯 개 가운데 어느 것이 확인될까요?',
    },
    choices: [
      {
        says: { en: 'All five', ko: '다섯 개 모두' },
        holds: (run) => acknowledged(run, 'all').length === 5,
      },
      {
        says: { en: 'Those before the cut', ko: '끊기기 전의 것만' },
        holds: (run) => acknowledged(run, 'all').length < 5,
      },
    ],
    saw: (run) => saw(run, 'all'),
  },
  {
    id: 'asynchronous-and-dead',
    asks: {
      en: 'Asynchronous: the primary is dead, a replica takes over. Are there acknowledged writes that it does not have?',
      ko: '비동기에서 주 서버가 죽고 복제본이 이어받습니다. 확인되었는데 그 복제본에 없는 쓰기가 있을까요?',
    },
    choices: [
      {
        says: { en: 'No', ko: '없습니다' },
        holds: (run) => takesOver(run, 'asynchronous').lost === 'none',
      },
      {
        says: { en: 'Yes', ko: '있습니다' },
        holds: (run) =>
          /\d/.test(takesOver(run, 'asynchronous').lost ?? ''),
      },
    ],
    saw: (run) => saw(run, 'asynchronous'),
  },
];

/**
 * With which write something went wrong.
 * @param {Run} run
 */
function moment(run) {
  return Number(/ with write (\d)/.exec(run.output)?.[1]);
}

/**
 * How many writes there were until the primary died.
 * @param {Run} run
 */
function written(run) {
  return run.output.startsWith('crash') ? moment(run) : 5;
}

/**
 * What the run says of one way of acknowledging.
 * @param {Run} run
 * @param {string} way
 */
function part(run, way) {
  const [, after] = run.output.split(`${way}: `);
  if (!after) throw new Error(`The run says nothing of "${way}".`);
  return after.split('\n').slice(0, 4);
}

/**
 * @param {Run} run
 * @param {string} way
 */
function acknowledged(run, way) {
  const writes = /^acknowledged (.*)$/.exec(part(run, way)[0] ?? '')?.[1];
  return writes ? writes.split(' ') : [];
}

/**
 * What a replica had when the primary was dead.
 * @param {Run} run
 * @param {string} way
 * @param {string} name
 */
function log(run, way, name) {
  const start = `  ${name} has `;
  const line = part(run, way).find((line) => line.startsWith(start));
  if (!line) throw new Error(`The run does not say what ${name} has.`);
  const writes = line.slice(start.length);
  return writes === 'none' ? [] : writes.split(' ').map(Number);
}

/**
 * @param {Run} run
 * @param {string} way
 */
function takesOver(run, way) {
  const [, name, lost] =
    /^ {2}(\S+) takes over; lost: (.*)$/.exec(part(run, way)[3] ?? '') ??
    [];
  return { name, lost };
}

/**
 * Who takes over when far has more: with far last in the list, and with far
 * first.
 * @param {Run} run
 */
function anotherDay(run) {
  return ['near, far', 'far, near'].map((listed) => {
    const line = new RegExp(`^ {2}listed ${listed}: (\\S+) takes`, 'm');
    return line.exec(run.output)?.[1];
  });
}

/** @param {string | undefined} name */
function korean(name) {
  return name === 'near' ? '가까운' : '먼';
}

/**
 * @param {Run} run
 * @param {string} way
 */
function saw(run, way) {
  const count = acknowledged(run, way).length;
  const far = log(run, way, 'far').length;
  const near = log(run, way, 'near').length;
  return {
    en: `acknowledged ${count}; far has ${far}, near has ${near}`,
    ko: `확인 ${count}개, 먼 쪽 ${far}개, 가까운 쪽 ${near}개`,
  };
}
