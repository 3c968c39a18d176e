// @ts-check

/** @typedef {import('../../src/notebook/timeline-events.ts').Run} Run */

/** @type {import('../../src/notebook/timeline-events.ts').Claim[]} */
export const claims = [
  {
    id: 'asynchronous-loses',
    says: {
      en: 'Asynchronous: all five writes were acknowledged, and the far replica did not have them.',
      ko: '비동기: 쓰기 다섯 개가 모두 확인되었지만 먼 복제본에는 다 있지 않았습니다.',
    },
    holds: (run) =>
      acknowledged(run, 'asynchronous').length === 5 &&
      log(run, 'asynchronous', 'far').length < 5,
    saw: (run) => saw(run, 'asynchronous'),
  },
  {
    id: 'one-of-two-has-all',
    says: {
      en: 'One of two: all five were acknowledged, and one of the replicas had every one of them.',
      ko: '둘 중 하나: 다섯 개가 모두 확인되었고, 그것을 다 가진 복제본이 하나 있었습니다.',
    },
    holds: (run) =>
      acknowledged(run, 'one of two').length === 5 &&
      Math.max(
        log(run, 'one of two', 'far').length,
        log(run, 'one of two', 'near').length,
      ) === 5,
    saw: (run) => saw(run, 'one of two'),
  },
  {
    id: 'all-stands-still',
    says: {
      en: 'All: no write was acknowledged any more once a replica was cut off. Both replicas had what had been.',
      ko: '모두: 복제본 하나가 끊기자 더는 아무 쓰기도 확인되지 않았습니다. 그때까지 확인된 것은 두 복제본에 다 있었습니다.',
    },
    holds: (run) =>
      acknowledged(run, 'all').join() === '1,2' &&
      ['far', 'near'].every((name) => log(run, 'all', name).length >= 2),
    saw: (run) => saw(run, 'all'),
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
        ko: `${name === 'near' ? '가까운' : '먼'} 복제본이 이어받음, 잃은 것: ${lost === 'none' ? '없음' : lost}`,
      };
    },
  },
];

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
