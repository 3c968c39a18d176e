// @ts-check
import {
  beatsDuring,
  length,
  overlap,
  silence,
  span,
  spans,
} from '../timeline/read.js';

/** @typedef {import('../../src/notebook/timeline-events.ts').Run} Run */

const ASYNCHRONOUS = ['callbacks', 'promises', 'await'];

/** @type {import('../../src/notebook/timeline-events.ts').Claim[]} */
export const claims = [
  {
    id: 'same-task',
    says: {
      en: 'All four do the same: Ann has her key, Bob has no password, and Cleo’s key finds no place.',
      ko: '네 방식이 하는 일은 같습니다. 앤은 키를 받고, 밥에게는 비밀번호가 없고, 클레오의 키는 둘 곳이 없습니다.',
    },
    holds: (run) =>
      ['synchronous', ...ASYNCHRONOUS].every((style) =>
        run.output.includes(
          `\n${style}: ann 0334cf45, bob ENOENT, cleo EISDIR\n`,
        ),
      ),
  },
  {
    id: 'synchronous-stands-still',
    says: {
      en: 'In the synchronous style the heart did not beat once before all three were done.',
      ko: '동기 방식에서는 세 사람의 일이 다 끝날 때까지 심장이 한 번도 뛰지 않았습니다.',
    },
    holds(run) {
      const all = span(run, 'synchronous');
      return (
        beatsDuring(run, all) === 0 && silence(run, all) >= length(all)
      );
    },
    saw: (run) => sawBeats(run, 'synchronous'),
  },
  {
    id: 'others-let-it-beat',
    says: {
      en: 'In the three others it went on beating.',
      ko: '나머지 세 방식에서는 심장이 계속 뛰었습니다.',
    },
    holds: (run) =>
      ASYNCHRONOUS.every((style) => beatsDuring(run, span(run, style)) > 0),
    saw: (run) => sawBeats(run, ...ASYNCHRONOUS),
  },
  {
    id: 'together',
    says: {
      en: 'In these three Ann’s and Cleo’s keys were under way at the same time, in the synchronous style never.',
      ko: '이 세 방식에서는 앤과 클레오의 키가 동시에 만들어지고 있었습니다. 동기 방식에서는 그런 일이 없었습니다.',
    },
    holds: (run) =>
      together(run, 'synchronous') === 0 &&
      ASYNCHRONOUS.every((style) => together(run, style) > 0),
  },
  {
    id: 'bob-need-not-wait',
    says: {
      en: 'In these three Bob heard of his error before Ann’s key was done. In the synchronous style he stood in line behind her.',
      ko: '이 세 방식에서 밥은 앤의 키가 다 되기 전에 오류를 알았습니다. 동기 방식에서는 앤의 뒤에서 차례를 기다렸습니다.',
    },
    holds(run) {
      const [ann, bob] = [
        key(run, 'synchronous', 'ann'),
        key(run, 'synchronous', 'bob'),
      ];
      return (
        bob.from >= ann.to &&
        ASYNCHRONOUS.every(
          (style) => key(run, style, 'bob').to < key(run, style, 'ann').to,
        )
      );
    },
  },
  {
    id: 'callbacks-cost',
    says: {
      en: 'With callbacks the code has more lines, stands deeper, and deals with errors in three places instead of one.',
      ko: '콜백을 쓰면 코드가 더 길고 더 깊어지며, 오류를 한 군데가 아니라 세 군데에서 다룹니다.',
    },
    holds(run) {
      const [plain, callbacks] = [
        counted(run, 'synchronous'),
        counted(run, 'callbacks'),
      ];
      return (
        callbacks.lines > plain.lines &&
        callbacks.nesting > plain.nesting &&
        plain.errorPaths === 1 &&
        callbacks.errorPaths === 3
      );
    },
    saw: (run) => sawCounts(run, 'callbacks'),
  },
  {
    id: 'await-reads-alike',
    says: {
      en: 'With await it has as many lines as the synchronous code, is as deep, and deals with errors in as many places.',
      ko: 'await를 쓰면 줄 수도, 깊이도, 오류를 다루는 곳의 수도 동기 코드와 같습니다.',
    },
    holds(run) {
      const [plain, awaits] = [
        counted(run, 'synchronous'),
        counted(run, 'await'),
      ];
      return (
        plain.lines > 0 &&
        awaits.lines === plain.lines &&
        awaits.nesting === plain.nesting &&
        awaits.errorPaths === plain.errorPaths
      );
    },
    saw: (run) => sawCounts(run, 'await'),
  },
  {
    id: 'yours-beats',
    says: {
      en: 'In exercise.js the heart beats as well, and Ann has the right key.',
      ko: 'exercise.js에서도 심장은 뛰고, 앤은 제대로 된 키를 받습니다.',
    },
    holds: (run) =>
      beatsDuring(run, span(run, 'exercise')) > 0 &&
      run.output.includes('\nexercise: ann 0334cf45, bob ENOENT,'),
    saw: (run) => sawBeats(run, 'exercise'),
  },
  {
    id: 'cleo-is-told',
    exercise: true,
    says: {
      en: 'exercise.js tells Cleo of her error.',
      ko: 'exercise.js가 클레오에게 오류를 알려 줍니다.',
    },
    holds: (run) => /^exercise: .* cleo EISDIR$/m.test(run.output),
  },
  {
    id: 'as-flat',
    exercise: true,
    says: {
      en: 'exercise.js is as flat as the synchronous code and deals with errors in one place.',
      ko: 'exercise.js가 동기 코드만큼 얕고, 오류를 한 곳에서 다룹니다.',
    },
    holds(run) {
      const yours = counted(run, 'exercise');
      return (
        yours.errorPaths === 1 &&
        yours.nesting <= counted(run, 'synchronous').nesting
      );
    },
    saw: (run) => sawCounts(run, 'exercise'),
  },
];

/** @type {import('../../src/notebook/timeline-events.ts').Prediction[]} */
export const predictions = [
  {
    id: 'where-it-beats',
    asks: {
      en: 'In which of the four styles does the heart beat while the keys are being made?',
      ko: '키를 만드는 동안 심장이 뛰는 것은 네 방식 가운데 어느 것일까요?',
    },
    choices: [
      {
        says: { en: 'In none of them.', ko: '어느 것에서도 뛰지 않는다.' },
        holds: (run) => whereItBeats(run) === 'none',
      },
      {
        says: {
          en: 'In all but the synchronous one.',
          ko: '동기 방식만 빼고 모두.',
        },
        holds: (run) => whereItBeats(run) === 'all but one',
      },
      {
        says: { en: 'In all four.', ko: '네 방식 모두.' },
        holds: (run) => whereItBeats(run) === 'all',
      },
    ],
    saw: (run) => sawBeats(run, 'synchronous', ...ASYNCHRONOUS),
  },
  {
    id: 'error-places',
    asks: {
      en: 'synchronous.js deals with errors in one place. In how many does callbacks.js?',
      ko: 'synchronous.js는 오류를 한 곳에서 다룹니다. callbacks.js는 몇 군데에서 다룰까요?',
    },
    choices: [1, 2, 3].map((places) => ({
      says: { en: `${places}`, ko: `${places}` },
      holds: (/** @type {Run} */ run) =>
        counted(run, 'callbacks').errorPaths === places,
    })),
  },
];

/** @param {Run} run */
function whereItBeats(run) {
  const beats = (/** @type {string} */ style) =>
    beatsDuring(run, span(run, style)) > 0;
  if (!ASYNCHRONOUS.every(beats)) {
    return ASYNCHRONOUS.some(beats) || beats('synchronous')
      ? 'some'
      : 'none';
  }
  return beats('synchronous') ? 'all' : 'all but one';
}

/**
 * How long Ann's and Cleo's keys were under way together.
 * @param {Run} run
 * @param {string} style
 */
function together(run, style) {
  return overlap([key(run, style, 'ann')], [key(run, style, 'cleo')]);
}

/**
 * When a customer's key was under way.
 * @param {Run} run
 * @param {string} style
 * @param {string} name
 */
function key(run, style, name) {
  const { from, to } = span(run, style);
  const found = spans(run, { lane: name, label: 'key' }).find(
    (key) => key.from >= from && key.to <= to,
  );
  if (!found) throw new Error(`${name} has no key of "${style}".`);
  return found;
}

/**
 * What the program counted in its own file.
 * @param {Run} run
 * @param {string} style
 */
function counted(run, style) {
  const row = new RegExp(`^${style} +(\\d+) +(\\d+) +(\\d+)$`, 'm');
  const [lines = NaN, nesting = NaN, errorPaths = NaN] =
    row.exec(run.output)?.slice(1).map(Number) ?? [];
  return { lines, nesting, errorPaths };
}

/**
 * @param {Run} run
 * @param {string} style
 */
function sawCounts(run, style) {
  const { lines, nesting, errorPaths } = counted(run, style);
  return {
    en: `${lines} lines, ${nesting} deep, ${errorPaths} places`,
    ko: `${lines}줄, 깊이 ${nesting}, ${errorPaths}군데`,
  };
}

/**
 * @param {Run} run
 * @param {string[]} styles
 */
function sawBeats(run, ...styles) {
  const beats = styles.map((style) => beatsDuring(run, span(run, style)));
  return {
    en: `${beats.join(', ')} beats`,
    ko: `박동 ${beats.join(', ')}번`,
  };
}
