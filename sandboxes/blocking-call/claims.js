// @ts-check
import {
  beatsDuring,
  length,
  silence,
  silences,
  span,
} from '../timeline/read.js';

/** @typedef {import('../../src/notebook/timeline-events.ts').Run} Run */

/** @type {import('../../src/notebook/timeline-events.ts').Claim[]} */
export const claims = [
  {
    id: 'pbkdf2-sync-stalls',
    says: {
      en: 'While pbkdf2Sync ran, the heart did not beat once: its silence lasted as long as the call.',
      ko: 'pbkdf2Sync가 도는 동안 심장은 한 번도 뛰지 않았고, 호출이 걸린 시간만큼 내내 멎어 있었습니다.',
    },
    holds: (run) => stoodStill(run, 'pbkdf2Sync'),
    saw: (run) => sawSilence(run, 'pbkdf2Sync'),
  },
  {
    id: 'pbkdf2-async-beats',
    says: {
      en: 'While pbkdf2 ran, the heart went on beating.',
      ko: 'pbkdf2가 도는 동안에는 심장이 계속 뛰었습니다.',
    },
    holds: (run) => beatsDuring(run, span(run, 'pbkdf2')) > 0,
    saw: (run) => sawSilence(run, 'pbkdf2'),
  },
  {
    id: 'same-key',
    says: {
      en: 'The two calls made the same key.',
      ko: '두 호출이 만든 키는 같습니다.',
    },
    holds: (run) => run.output.includes('made the same key: true'),
  },
  {
    id: 'read-sync-stalls',
    says: {
      en: 'While readFileSync read, the heart did not beat once.',
      ko: 'readFileSync가 읽는 동안 심장은 한 번도 뛰지 않았습니다.',
    },
    holds: (run) => stoodStill(run, 'readFileSync'),
    saw: (run) => sawSilence(run, 'readFileSync'),
  },
  {
    id: 'read-async-beats',
    says: {
      en: 'While readFile read, the heart went on beating.',
      ko: 'readFile이 읽는 동안에는 심장이 계속 뛰었습니다.',
    },
    holds: (run) => beatsDuring(run, span(run, 'readFile')) > 0,
    saw: (run) => sawSilence(run, 'readFile'),
  },
  {
    id: 'right-hashes',
    says: {
      en: 'hashAll gives each of the two passwords its right hash.',
      ko: 'hashAll이 만든 비밀번호 두 개의 해시가 모두 맞습니다.',
    },
    holds: (run) => run.output.includes('Hashes: 87edd74d 15fcfb08'),
  },
  {
    id: 'hashing-beats',
    exercise: true,
    says: {
      en: 'While hashAll hashes, the heart beats on: its two longest silences together are shorter than the one under pbkdf2Sync.',
      ko: 'hashAll이 해시하는 동안에도 심장이 계속 뜁니다. 가장 길게 멎은 두 번을 더해도 pbkdf2Sync 때 멎은 시간보다 짧습니다.',
    },
    // There are two passwords to hash. One hiccup of a busy machine is forgiven, two blocked hashes are not.
    holds(run) {
      const turn = span(run, 'your turn');
      const [longest = 0, second = 0] = silences(run, turn);
      return (
        beatsDuring(run, turn) > 0 &&
        longest + second < silence(run, span(run, 'pbkdf2Sync'))
      );
    },
    saw: (run) => sawSilence(run, 'your turn'),
  },
];

/** @type {import('../../src/notebook/timeline-events.ts').Prediction[]} */
export const predictions = [
  {
    id: 'beats-in-sync',
    asks: {
      en: 'How often does the heart beat while `pbkdf2Sync` makes a key out of a password?',
      ko: '`pbkdf2Sync`가 비밀번호로 키를 만드는 동안 심장은 몇 번 뛸까요?',
    },
    choices: howOften('pbkdf2Sync'),
    saw: (run) => sawSilence(run, 'pbkdf2Sync'),
  },
  {
    id: 'beats-in-async',
    asks: {
      en: 'And while `pbkdf2` makes the same key?',
      ko: '`pbkdf2`가 같은 키를 만드는 동안에는 몇 번 뛸까요?',
    },
    choices: howOften('pbkdf2'),
    saw: (run) => sawSilence(run, 'pbkdf2'),
  },
  {
    id: 'more-reads',
    asks: {
      en: '`readFileSync` and `readFile` read one file again and again, for as long. Which of them reads it more often?',
      ko: '`readFileSync`와 `readFile`이 같은 시간 동안 같은 파일을 읽고 또 읽습니다. 어느 쪽이 더 많이 읽을까요?',
    },
    choices: [
      {
        says: { en: '`readFileSync`', ko: '`readFileSync`' },
        holds: (run) => reads(run).sync.rate > reads(run).async.rate,
      },
      {
        says: { en: '`readFile`', ko: '`readFile`' },
        holds: (run) => reads(run).async.rate > reads(run).sync.rate,
      },
    ],
    saw(run) {
      const { sync, async } = reads(run);
      return {
        en: `readFileSync ${sync.count} times in ${sync.ms} ms, readFile ${async.count} in ${async.ms} ms`,
        ko: `readFileSync ${sync.ms} ms에 ${sync.count}번, readFile ${async.ms} ms에 ${async.count}번`,
      };
    },
  },
  {
    id: 'beats-in-hash-all',
    asks: {
      en: '`hashAll` in exercise.js is an `async` function with `await` in it. How often does the heart beat while it runs?',
      ko: 'exercise.js의 `hashAll`은 `async` 함수이고 안에 `await`도 있습니다. 이 함수가 도는 동안 심장은 몇 번 뛸까요?',
    },
    choices: howOften('your turn'),
    saw: (run) => sawSilence(run, 'your turn'),
  },
];

/**
 * @param {string} label
 * @returns {import('../../src/notebook/timeline-events.ts').Prediction['choices']}
 */
function howOften(label) {
  const beats = (/** @type {Run} */ run) =>
    beatsDuring(run, span(run, label));
  return [
    {
      says: { en: 'Not once.', ko: '한 번도 뛰지 않는다.' },
      holds: (run) => beats(run) === 0,
    },
    {
      says: { en: 'Once or twice.', ko: '한두 번 뛴다.' },
      holds: (run) => beats(run) === 1 || beats(run) === 2,
    },
    {
      says: { en: 'Again and again.', ko: '계속 뛴다.' },
      holds: (run) => beats(run) >= 3,
    },
  ];
}

/**
 * How often the file was read in both ways, and in what time.
 * @param {Run} run
 */
function reads(run) {
  const counts =
    /readFileSync (\d+), readFile (\d+)/.exec(run.output) ?? [];
  const [sync, async] = ['readFileSync', 'readFile'].map((label, i) => {
    const count = Number(counts[i + 1]);
    const took = length(span(run, label));
    return { count, ms: Math.round(took), rate: count / took };
  });
  if (!sync || !async) throw new Error('The run does not say how often.');
  return { sync, async };
}

/**
 * @param {Run} run
 * @param {string} label
 */
function stoodStill(run, label) {
  const call = span(run, label);
  return beatsDuring(run, call) === 0 && silence(run, call) >= length(call);
}

/**
 * @param {Run} run
 * @param {string} label
 */
function sawSilence(run, label) {
  const call = span(run, label);
  const beats = beatsDuring(run, call);
  const took = Math.round(length(call));
  const longest = Math.round(silence(run, call));
  return {
    en: `call ${took} ms, ${beats} beats, longest silence ${longest} ms`,
    ko: `호출 ${took} ms, 박동 ${beats}번, 가장 긴 멈춤 ${longest} ms`,
  };
}
