// @ts-check

/** @typedef {import('../../src/notebook/timeline-events.ts').Run} Run */

const FIVE = [1, 2, 3, 4, 5];

/** @type {import('../../src/notebook/timeline-events.ts').Claim[]} */
export const claims = [
  {
    id: 'asynchronous-loses',
    says: {
      en: 'Asynchronous: five writes had been acknowledged, and the far replica did not have them all.',
      ko: '비동기: 쓰기 다섯 개가 확인되었지만 먼 복제본에는 다 있지 않았습니다.',
    },
    holds: (run) =>
      acknowledged(run, 'asynchronous') === 5 &&
      log(run, 'asynchronous', 'far').length < 5,
    saw: (run) => saw(run, 'asynchronous'),
  },
  {
    id: 'one-of-two-has-all',
    says: {
      en: 'One of two: one of the replicas had every acknowledged write.',
      ko: '둘 중 하나: 확인된 쓰기를 모두 가진 복제본이 하나는 있었습니다.',
    },
    holds: (run) =>
      acknowledged(run, 'one of two') === 5 &&
      ['far', 'near'].some(
        (name) => log(run, 'one of two', name).join() === FIVE.join(),
      ),
    saw: (run) => saw(run, 'one of two'),
  },
  {
    id: 'all-have-all',
    says: {
      en: 'All: both replicas had every acknowledged write.',
      ko: '모두: 두 복제본 모두 확인된 쓰기를 다 가지고 있었습니다.',
    },
    holds: (run) =>
      acknowledged(run, 'all') === 5 &&
      ['far', 'near'].every(
        (name) => log(run, 'all', name).join() === FIVE.join(),
      ),
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
  return Number(/^\d+/.exec(part(run, way)[0] ?? ''));
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
  const far = log(run, way, 'far').length;
  const near = log(run, way, 'near').length;
  return {
    en: `of 5: far has ${far}, near has ${near}`,
    ko: `5개 가운데 먼 쪽 ${far}개, 가까운 쪽 ${near}개`,
  };
}
