// @ts-check
import { length, spans } from '../timeline/read.js';

/** @typedef {import('../../src/notebook/timeline-events.ts').Run} Run */

/** @type {import('../../src/notebook/timeline-events.ts').Claim[]} */
export const claims = [
  {
    id: 'stale-without',
    says: {
      en: 'Without a token the client did not find its own write at the far replica.',
      ko: '토큰 없이는 방금 쓴 것이 먼 복제본에 없었습니다.',
    },
    holds: (run) => stale(run, 'without a token').length > 0,
    saw: (run) => saw(run, 'without a token'),
  },
  {
    id: 'fresh-with',
    says: {
      en: 'With a token it found each of its writes there.',
      ko: '토큰이 있으면 쓴 것을 매번 거기서 찾았습니다.',
    },
    holds: (run) =>
      pairs(run, 'with a token').every(
        ([read, written]) => read >= written,
      ),
    saw: (run) => saw(run, 'with a token'),
  },
  {
    id: 'writes-never-wait',
    says: {
      en: 'No write waited for a replica: each was answered before its record had arrived at either.',
      ko: '어떤 쓰기도 복제본을 기다리지 않았습니다. 레코드가 어느 쪽에든 도착하기 전에 답을 받았습니다.',
    },
    holds(run) {
      const said = (/** @type {string} */ label) =>
        run.events
          .filter((event) => event.type === 'send' && event.label === label)
          .sort((a, b) => a.at - b.at);
      const arrived = new Map(
        run.events
          .filter((event) => event.type === 'receive')
          .map(({ message, at }) => [message, at]),
      );
      const records = said('record');
      const answers = said('done');
      // Two records for each answer.
      return (
        answers.length === 11 &&
        records.every((record, i) => {
          const at = 'message' in record && arrived.get(record.message);
          return (
            (at || Infinity) > (answers[Math.floor(i / 2)]?.at ?? Infinity)
          );
        })
      );
    },
  },
  {
    id: 'never-back',
    exercise: true,
    says: {
      en: 'Now near, now far: a replica answered each of the four reads, never with anything older than before, and its answer is what was read.',
      ko: '가까운 곳과 먼 곳에서 번갈아 네 번 읽을 때마다 복제본이 답했고, 앞선 답보다 오래된 답은 없었으며, 그 답이 곧 읽은 것입니다.',
    },
    holds(run) {
      const all = answers(run);
      return (
        all.length === 4 &&
        all.every((position, i) => position >= (all[i - 1] ?? 0)) &&
        all.join() === reads(run).join()
      );
    },
    saw: (run) => ({
      en: `answered ${answers(run).join(', ')}; read ${reads(run).join(', ')}`,
      ko: `답: ${answers(run).join(', ')}; 읽은 것: ${reads(run).join(', ')}`,
    }),
  },
];

/** @type {import('../../src/notebook/timeline-events.ts').Prediction[]} */
export const predictions = [
  {
    id: 'own-write',
    asks: {
      en: 'A client writes at the primary, is told “done”, and reads at the far replica at once. What does it find?',
      ko: '클라이언트가 주 서버에 쓰고 ‘끝났다’는 답을 들은 다음, 바로 먼 복제본에서 읽습니다. 무엇을 읽게 될까요?',
    },
    choices: [
      {
        says: { en: 'Its own write', ko: '방금 쓴 것' },
        holds: (run) => stale(run, 'without a token').length === 0,
      },
      {
        says: { en: 'What was there before', ko: '예전 것' },
        holds: (run) => stale(run, 'without a token').length > 0,
      },
    ],
    saw: (run) => saw(run, 'without a token'),
  },
  {
    id: 'who-waits',
    asks: {
      en: 'With a token it finds its own writes. Who waits for that?',
      ko: '토큰이 있으면 자기가 쓴 것을 찾습니다. 그러려면 누가 기다릴까요?',
    },
    choices: [
      {
        says: { en: 'The writes', ko: '쓰기' },
        holds: (run) => total(run, 'write') >= total(run, 'read'),
      },
      {
        says: { en: 'The reads', ko: '읽기' },
        holds: (run) => total(run, 'write') < total(run, 'read'),
      },
    ],
    saw: (run) => {
      const [reads, writes] = ['read', 'write'].map((label) =>
        Math.round(total(run, label)),
      );
      return {
        en: `five reads took ${reads} ms, five writes ${writes} ms`,
        ko: `읽기 다섯 번에 ${reads} ms, 쓰기 다섯 번에 ${writes} ms`,
      };
    },
  },
];

/**
 * How long the five writes, or reads, with a token took, in milliseconds.
 * @param {Run} run
 * @param {string} label
 */
function total(run, label) {
  const five = spans(run, { lane: 'client', label }).slice(5, 10);
  return five.reduce((sum, span) => sum + length(span), 0);
}

/**
 * The reads that found less than had been written.
 * @param {Run} run
 * @param {string} way
 */
function stale(run, way) {
  return pairs(run, way).filter(([read, written]) => read < written);
}

/**
 * What was read, and what had been written before. An error if the run does
 * not say.
 * @param {Run} run
 * @param {string} way
 * @returns {[read: number, written: number][]}
 */
function pairs(run, way) {
  const list = new RegExp(`^${way}: read (.*)$`, 'm').exec(run.output)?.[1];
  if (!list) throw new Error(`The run does not say what was read ${way}.`);
  return list.split(', ').map((pair) => {
    const [read = NaN, written = NaN] = pair.split(' for ').map(Number);
    return [read, written];
  });
}

/**
 * What the replicas answered to the reader of the exercise.
 * @param {Run} run
 */
function answers(run) {
  return positions(run, /^your turn: the replicas answered (.*)$/m);
}

/**
 * What the reader of the exercise read.
 * @param {Run} run
 */
function reads(run) {
  return positions(run, /^ {2}and (.*) were read/m);
}

/**
 * @param {Run} run
 * @param {RegExp} line an error if the run does not have it
 */
function positions(run, line) {
  const list = line.exec(run.output)?.[1];
  if (!list) throw new Error('The run does not say what the reader read.');
  return list.split(', ').map(Number);
}

/**
 * @param {Run} run
 * @param {string} way
 */
function saw(run, way) {
  const old = stale(run, way).length;
  return {
    en: `${old} of 5 reads were stale`,
    ko: `5번 가운데 ${old}번이 옛것`,
  };
}
