// @ts-check

/** @typedef {import('../../src/notebook/timeline-events.ts').Run} Run */

/** @type {import('../../src/notebook/timeline-events.ts').Claim[]} */
export const claims = [
  {
    id: 'plain-order-is-fine',
    says: {
      en: 'One after the other all went well: readers are told the true price.',
      ko: '하나씩 차례로 하면 탈이 없습니다. 손님은 진짜 가격을 듣습니다.',
    },
    holds(run) {
      const [end] = ends(run);
      return !!end && end.told === end.truth;
    },
  },
  {
    id: 'some-orders-are-bad',
    says: {
      en: 'Of the orders that were tried some were bad, and more were fine.',
      ko: '시험한 순서 가운데 일부는 나빴고, 괜찮은 것이 더 많았습니다.',
    },
    holds(run) {
      const { bad, tried } = searched(run, 'price.js');
      return bad > 0 && bad < tried / 2;
    },
    saw: (run) => sawBad(run, 'price.js'),
  },
  {
    id: 'seed-brings-it-back',
    says: {
      en: 'The seed brought back the same order and the same bad end.',
      ko: '시드를 다시 주자 같은 순서로 같은 나쁜 결과가 나왔습니다.',
    },
    holds(run) {
      const end = ends(run)[1];
      return (
        found(run).length > 0 &&
        order(run, / {2}again: +(.*)/).join() === found(run).join() &&
        !!end &&
        end.told !== end.truth
      );
    },
    saw(run) {
      const seed = / {2}seed (\d+):/.exec(run.output)?.[1];
      return { en: `seed ${seed}`, ko: `시드 ${seed}` };
    },
  },
  {
    id: 'shrunk',
    says: {
      en: 'Less than half of that order is enough: one reader and one writer, and still the end is bad.',
      ko: '그 순서의 절반도 안 되는 것으로 충분합니다. 읽는 쪽 하나와 쓰는 쪽 하나만 남아도 결과는 여전히 나쁩니다.',
    },
    holds(run) {
      const short = shrunk(run);
      const end = ends(run)[2];
      return (
        short.length > 0 &&
        short.length < found(run).length / 2 &&
        new Set(short).size === 2 &&
        !!end &&
        end.told !== end.truth
      );
    },
    saw: (run) => ({
      en: `${found(run).length} steps, then ${shrunk(run).length}: ${shrunk(run).join(' ')}`,
      ko: `${found(run).length}걸음에서 ${shrunk(run).length}걸음으로: ${shrunk(run).join(' ')}`,
    }),
  },
  {
    id: 'copy-stays',
    says: {
      en: 'In exercise.js the second of two readers is told the copy: one question for both.',
      ko: 'exercise.js에서 두 번째로 읽는 쪽은 사본을 듣습니다. 질문은 둘이 합쳐 한 번입니다.',
    },
    holds: (run) => run.output.includes('two readers, 1 question(s)'),
  },
  {
    id: 'no-order-is-bad',
    exercise: true,
    says: {
      en: 'In exercise.js none of the orders is bad.',
      ko: 'exercise.js에서는 나쁜 순서가 하나도 없습니다.',
    },
    holds: (run) => searched(run, 'exercise.js').bad === 0,
    saw: (run) => sawBad(run, 'exercise.js'),
  },
];

/** @type {import('../../src/notebook/timeline-events.ts').Prediction[]} */
export const predictions = [
  {
    id: 'how-many-are-bad',
    asks: {
      en: 'Three readers, two writers, 200 orders. After how many of them are readers told a price that is not true?',
      ko: '읽는 쪽 셋, 쓰는 쪽 둘, 순서 200가지. 그 가운데 몇 가지가 끝난 뒤에 손님이 틀린 가격을 듣게 될까요?',
    },
    choices: [
      {
        says: { en: 'After none.', ko: '한 가지도 없다.' },
        holds: (run) => searched(run, 'price.js').bad === 0,
      },
      {
        says: {
          en: 'After some, but fewer than half.',
          ko: '있지만 절반이 안 된다.',
        },
        holds(run) {
          const { bad, tried } = searched(run, 'price.js');
          return bad > 0 && bad < tried / 2;
        },
      },
      {
        says: { en: 'After half of them or more.', ko: '절반이 넘는다.' },
        holds(run) {
          const { bad, tried } = searched(run, 'price.js');
          return bad >= tried / 2;
        },
      },
    ],
    saw: (run) => sawBad(run, 'price.js'),
  },
  {
    id: 'who-is-needed',
    asks: {
      en: 'How many of the five does it take at the least for the end to be bad?',
      ko: '결과가 나빠지려면 다섯 가운데 적어도 몇이 있어야 할까요?',
    },
    choices: [2, 3, 5].map((needed) => ({
      says: { en: `${needed}`, ko: `${needed}` },
      holds: (/** @type {Run} */ run) =>
        new Set(shrunk(run)).size === needed,
    })),
  },
];

/**
 * What was told and what was true at each end, in the order of the output.
 * @param {Run} run
 */
function ends(run) {
  return [...run.output.matchAll(/told (\d+), true (\d+)/g)].map(
    ([, told, truth]) => ({ told, truth }),
  );
}

/**
 * @param {Run} run
 * @param {string} file
 */
function searched(run, file) {
  const line = new RegExp(`^${file}: (\\d+) of (\\d+) orders`, 'm');
  const [bad = NaN, tried = NaN] =
    line.exec(run.output)?.slice(1).map(Number) ?? [];
  return { bad, tried };
}

/**
 * @param {Run} run
 * @param {string} file
 */
function sawBad(run, file) {
  const { bad, tried } = searched(run, file);
  return { en: `${bad} of ${tried}`, ko: `${tried}가지 중 ${bad}가지` };
}

/** @param {Run} run */
function found(run) {
  return order(run, / {2}seed \d+: (.*)/);
}

/** @param {Run} run */
function shrunk(run) {
  return order(run, / {2}shrunk: (.*)/);
}

/**
 * @param {Run} run
 * @param {RegExp} line
 */
function order(run, line) {
  return line.exec(run.output)?.[1]?.split(' ') ?? [];
}
