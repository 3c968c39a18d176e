// @ts-check
import {
  beats,
  beatsDuring,
  length,
  overlap,
  spans,
} from '../timeline/read.js';

/** @typedef {import('../../src/notebook/timeline-events.ts').Run} Run */

/** @type {import('../../src/notebook/timeline-events.ts').Claim[]} */
export const claims = [
  {
    id: 'take-turns',
    says: {
      en: 'Caller and receiver took turns: one talked, then the other, and so on to the end.',
      ko: '호출자와 수신자는 끝까지 한 번씩 번갈아 말했습니다.',
    },
    holds(run) {
      const turns = spans(run, { label: 'talks' }).map(({ lane }) => lane);
      const expected = turns.map((_, i) =>
        i % 2 === 0 ? 'caller' : 'receiver',
      );
      return (
        turns.length >= 2 &&
        turns.length % 2 === 0 &&
        turns.join() === expected.join()
      );
    },
    saw(run) {
      const count = (/** @type {string} */ lane) =>
        spans(run, { lane, label: 'talks' }).length;
      return {
        en: `caller ${count('caller')} turns, receiver ${count('receiver')}`,
        ko: `호출자 ${count('caller')}번, 수신자 ${count('receiver')}번`,
      };
    },
  },
  {
    id: 'never-both',
    says: {
      en: 'The two never talked at the same time.',
      ko: '둘이 동시에 말한 적은 없습니다.',
    },
    // A hundredth is allowed for: the clocks of two threads do not agree to the microsecond.
    holds: (run) => talked(run) > 0 && together(run) <= talked(run) / 100,
    saw: (run) => ({
      en: `talked for ${Math.round(talked(run))} ms, together for ${together(run).toFixed(1)} ms`,
      ko: `말한 시간 ${Math.round(talked(run))} ms, 겹친 시간 ${together(run).toFixed(1)} ms`,
    }),
  },
  {
    id: 'listens-throughout',
    says: {
      en: 'As long as the receiver talked, the caller did nothing but listen.',
      ko: '수신자가 말하는 동안 호출자는 내내 듣기만 했습니다.',
    },
    holds(run) {
      const answers = spans(run, { lane: 'receiver', label: 'talks' });
      const answered = answers.reduce(
        (sum, answer) => sum + length(answer),
        0,
      );
      return (
        answers.length > 0 &&
        overlap(answers, listening(run)) >= answered * 0.99
      );
    },
  },
  {
    id: 'bystander-goes-on',
    says: {
      en: 'While the caller listened, the bystander got on with its own work.',
      ko: '호출자가 듣는 동안 구경꾼은 자기 일을 해 나갔습니다.',
    },
    // All in all: on a crowded machine the bystander may not get its turn in each single wait.
    holds: (run) => found(run).reduce((sum, primes) => sum + primes) > 0,
    saw: (run) => ({
      en: `primes found: ${found(run).join(', ')}`,
      ko: `찾은 소수: ${found(run).join(', ')}개`,
    }),
  },
  {
    id: 'heart-beats-while-listening',
    exercise: true,
    says: {
      en: 'Each time the caller listens, the heart of its event loop beats on; and at least two of the four times its longest silence is shorter than half of the listening.',
      ko: '호출자가 들을 때마다 호출자의 이벤트 루프에서도 심장이 뜁니다. 네 번 가운데 적어도 두 번은 가장 길게 멎은 시간이 들은 시간의 절반이 되지 않습니다.',
    },
    // Two of four: hiccups of a busy machine are forgiven.
    holds(run) {
      const listens = listening(run);
      const standing = standstills(run);
      return (
        listens.every((listen) => beatsDuring(run, listen) > 0) &&
        listens.filter(
          (listen, i) => 2 * (standing[i] ?? 0) < length(listen),
        ).length >= 2
      );
    },
    saw(run) {
      const times = listening(run).map(length);
      const counts = listening(run).map((listen) =>
        beatsDuring(run, listen),
      );
      const shares = standstills(run).map(
        (ms, i) => `${Math.round(ms)}/${Math.round(times[i] ?? NaN)}`,
      );
      return {
        en: `beats while listening: ${counts.join(', ')}; longest silences ${shares.join(', ')} ms`,
        ko: `듣는 동안의 박동: ${counts.join(', ')}번, 가장 긴 멈춤 ${shares.join(', ')} ms`,
      };
    },
  },
];

/** @type {import('../../src/notebook/timeline-events.ts').Prediction[]} */
export const predictions = [
  {
    id: 'bystander',
    asks: {
      en: 'While the caller sleeps and listens, does the bystander find primes?',
      ko: '호출자가 잠든 채 듣는 동안 구경꾼은 소수를 찾을까요?',
    },
    choices: [
      {
        says: { en: 'Yes.', ko: '찾는다.' },
        holds: (run) => found(run).some((primes) => primes > 0),
      },
      {
        says: { en: 'No.', ko: '찾지 못한다.' },
        holds: (run) => found(run).every((primes) => primes === 0),
      },
    ],
    saw: (run) => ({
      en: `primes found: ${found(run).join(', ')}`,
      ko: `찾은 소수: ${found(run).join(', ')}개`,
    }),
  },
  {
    id: 'heart',
    asks: {
      en: 'And does the heart of the caller’s event loop beat meanwhile?',
      ko: '그동안 호출자의 이벤트 루프에서 심장이 뛸까요?',
    },
    choices: [
      {
        says: { en: 'Yes.', ko: '뛴다.' },
        holds: (run) => heard(run) > 0,
      },
      {
        says: { en: 'No.', ko: '뛰지 않는다.' },
        holds: (run) => heard(run) === 0,
      },
    ],
    saw: (run) => ({
      en: `beats while listening: ${heard(run)}`,
      ko: `듣는 동안의 박동 ${heard(run)}번`,
    }),
  },
];

/**
 * How often the heart beat while the caller listened, all in all.
 * @param {Run} run
 */
function heard(run) {
  return listening(run).reduce(
    (sum, listen) => sum + beatsDuring(run, listen),
    0,
  );
}

/** @param {Run} run */
function listening(run) {
  const listened = spans(run, { lane: 'caller', label: 'listens' });
  if (listened.length === 0) throw new Error('The caller never listened.');
  return listened;
}

/**
 * Each time that the caller listened: its longest stretch without a beat.
 * @param {Run} run
 */
function standstills(run) {
  return listening(run).map(({ from, to }) => {
    const within = beats(run).filter((at) => at > from && at < to);
    const times = [from, ...within, to];
    return Math.max(
      ...times.slice(1).map((at, i) => at - (times[i] ?? at)),
    );
  });
}

/** @param {Run} run */
function talked(run) {
  return spans(run, { label: 'talks' }).reduce(
    (sum, talk) => sum + length(talk),
    0,
  );
}

/** @param {Run} run */
function together(run) {
  return overlap(
    spans(run, { lane: 'caller', label: 'talks' }),
    spans(run, { lane: 'receiver', label: 'talks' }),
  );
}

/**
 * How many primes the bystander found each time the caller listened: the count is told just
 * before and just after.
 * @param {Run} run
 */
function found(run) {
  const counts = run.events.filter((event) => event.type === 'counter');
  return listening(run).map(({ from, to }) => {
    const before = counts.findLast(({ at }) => at <= from);
    const after = counts.find(({ at }) => at >= to);
    return (after?.value ?? NaN) - (before?.value ?? NaN);
  });
}
