// @ts-check
import { beatsDuring, length, silence, spans } from '../timeline/read.js';

/** @typedef {import('../../src/notebook/timeline-events.ts').Run} Run */

const MAIN = "main's event loop";
const HELPER = "helper's event loop";

/** @type {import('../../src/notebook/timeline-events.ts').Claim[]} */
export const claims = [
  {
    id: 'main-blocks',
    says: {
      en: 'While the main thread read the file itself, its heart did not beat once.',
      ko: '메인 스레드가 직접 파일을 읽는 동안 메인 스레드의 심장은 한 번도 뛰지 않았습니다.',
    },
    holds: (run) => stoodStill(run, byMain(run), MAIN),
    saw: (run) => saw(run, byMain(run)),
  },
  {
    id: 'helper-blocks',
    says: {
      en: 'While the helper read it, the helper’s heart did not beat once.',
      ko: '보조 스레드가 읽는 동안에는 보조 스레드의 심장이 한 번도 뛰지 않았습니다.',
    },
    holds: (run) => stoodStill(run, byHelper(run), HELPER),
    saw: (run) => saw(run, byHelper(run)),
  },
  {
    id: 'main-beats',
    says: {
      en: 'Meanwhile the main thread’s heart went on beating.',
      ko: '그동안 메인 스레드의 심장은 계속 뛰었습니다.',
    },
    holds: (run) => beatsDuring(run, byHelper(run), MAIN) > 0,
    saw: (run) => saw(run, byHelper(run)),
  },
  {
    id: 'main-works',
    says: {
      en: 'Meanwhile the main thread got on with its own work.',
      ko: '그동안 메인 스레드는 자기 일을 해 나갔습니다.',
    },
    holds: (run) => piecesDuring(run, byHelper(run)) > 0,
    saw: (run) => ({
      en: `pieces of own work meanwhile: ${piecesDuring(run, byHelper(run))}`,
      ko: `그동안 끝낸 자기 일 ${piecesDuring(run, byHelper(run))}개`,
    }),
  },
  {
    id: 'handed-back',
    says: {
      en: 'The main thread was handed the same result that it had found itself.',
      ko: '메인 스레드가 건네받은 결과는 직접 읽어서 얻은 것과 같습니다.',
    },
    holds: (run) =>
      /main thread read (\d+) bytes\.\n.*helper read \1 bytes\./.test(
        run.output,
      ),
  },
  {
    id: 'error-comes-back',
    exercise: true,
    says: {
      en: 'delegate throws when the file does not exist, and the helper reads the next one all the same.',
      ko: '파일이 없으면 delegate가 오류를 던지고, 보조 스레드는 그다음 파일도 문제없이 읽습니다.',
    },
    holds: (run) =>
      /no-such-file\.js: ENOENT.*\nread\.js: [1-9]\d* bytes/.test(
        run.output,
      ),
    saw(run) {
      const line = /^no-such-file[^,\n]*/m.exec(run.output)?.[0] ?? '';
      return { en: line, ko: line };
    },
  },
];

/** @type {import('../../src/notebook/timeline-events.ts').Prediction[]} */
export const predictions = [
  {
    id: 'helper-heart',
    asks: {
      en: 'The helper reads with `readFileSync`. Does the heart of the helper’s event loop beat meanwhile?',
      ko: '보조 스레드는 `readFileSync`로 읽습니다. 그동안 보조 스레드의 이벤트 루프에서 심장이 뛸까요?',
    },
    choices: yesOrNo(HELPER),
    saw: (run) => saw(run, byHelper(run)),
  },
  {
    id: 'main-heart',
    asks: {
      en: 'And the heart of the main thread’s?',
      ko: '메인 스레드의 이벤트 루프에서는 어떨까요?',
    },
    choices: yesOrNo(MAIN),
    saw: (run) => saw(run, byHelper(run)),
  },
  {
    id: 'missing-file',
    asks: {
      en: 'One of the last two files does not exist. What is the main thread told of it?',
      ko: '마지막 두 파일 가운데 하나는 없는 파일입니다. 메인 스레드는 무엇이라고 전해 들을까요?',
    },
    choices: [
      {
        says: { en: 'That it does not exist.', ko: '그런 파일이 없다.' },
        holds: (run) => run.output.includes('no-such-file.js: ENOENT'),
      },
      {
        says: { en: 'That it is empty.', ko: '빈 파일이다.' },
        holds: (run) => run.output.includes('no-such-file.js: 0 bytes'),
      },
    ],
  },
];

/**
 * Whether a heart beats while the helper reads.
 * @param {string} heart
 * @returns {import('../../src/notebook/timeline-events.ts').Prediction['choices']}
 */
function yesOrNo(heart) {
  const beats = (/** @type {Run} */ run) =>
    beatsDuring(run, byHelper(run), heart);
  return [
    { says: { en: 'Yes.', ko: '뛴다.' }, holds: (run) => beats(run) > 0 },
    {
      says: { en: 'No.', ko: '뛰지 않는다.' },
      holds: (run) => beats(run) === 0,
    },
  ];
}

/** @param {Run} run */
function byMain(run) {
  const [read] = spans(run, { lane: 'main thread', label: 'reads' });
  if (!read) throw new Error('The main thread has read nothing.');
  return read;
}

/** @param {Run} run */
function byHelper(run) {
  const [read] = spans(run, { lane: 'helper', label: 'reads' });
  if (!read) throw new Error('The helper has read nothing.');
  return read;
}

/**
 * @param {Run} run
 * @param {import('../timeline/read.js').Span} read
 * @param {string} heart
 */
function stoodStill(run, read, heart) {
  return (
    beatsDuring(run, read, heart) === 0 &&
    silence(run, read, heart) >= length(read)
  );
}

/**
 * @param {Run} run
 * @param {import('../timeline/read.js').Span} read
 */
function piecesDuring(run, read) {
  return spans(run, { lane: 'main thread', label: 'own work' }).filter(
    ({ from, to }) => from > read.from && to < read.to,
  ).length;
}

/**
 * @param {Run} run
 * @param {import('../timeline/read.js').Span} read
 */
function saw(run, read) {
  const took = Math.round(length(read));
  const main = beatsDuring(run, read, MAIN);
  const helper = beatsDuring(run, read, HELPER);
  return {
    en: `read for ${took} ms; beats: main ${main}, helper ${helper}`,
    ko: `읽은 시간 ${took} ms, 박동: 메인 ${main}번, 보조 ${helper}번`,
  };
}
