// @ts-check
import { overlap, spans } from '../timeline/read.js';

/** @typedef {import('../../src/notebook/timeline-events.ts').Run} Run */

/** @type {import('../../src/notebook/timeline-events.ts').Claim[]} */
export const claims = [
  {
    id: 'lost',
    says: {
      en: 'With an await between reading and writing, one withdrawal was lost: 90 were found where 70 were expected.',
      ko: '읽기와 쓰기 사이에 await가 있으면 출금 하나가 사라집니다. 70이어야 하는데 90이 남았습니다.',
    },
    holds: (run) => found(run, 'first') === 90,
    saw: (run) => saw(run, 'first'),
  },
  {
    id: 'all-read-before-any-writes',
    says: {
      en: 'All three had read the balance before the first of them wrote.',
      ko: '셋 다 잔액을 읽은 뒤에야 첫 번째 쓰기가 시작되었습니다.',
    },
    holds(run) {
      const [write] = spans(run, { label: 'writes' });
      const reads = spans(run, { label: 'reads' }).slice(0, 3);
      return !!write && reads.every(({ to }) => to < write.to);
    },
  },
  {
    id: 'nobody-noticed',
    says: {
      en: 'Nobody was told: both who had enough were served, and only the 500 were refused.',
      ko: '아무도 알아채지 못했습니다. 둘은 성공했고 500만 거절되었습니다.',
    },
    holds: (run) =>
      states(run, 'first') === 'fulfilled, rejected, fulfilled',
  },
  {
    id: 'one-go',
    says: {
      en: 'When the bank reads and writes in one go, nothing is lost.',
      ko: '은행이 읽기와 쓰기를 한 번에 하면 아무것도 사라지지 않습니다.',
    },
    holds: (run) => found(run, 'second') === 70,
    saw: (run) => saw(run, 'second'),
  },
  {
    id: 'one-refused',
    says: {
      en: 'Behind your lock, too, only the 500 were refused.',
      ko: '잠금을 써도 거절된 것은 500뿐입니다.',
    },
    holds: (run) =>
      states(run, 'your turn') === 'fulfilled, rejected, fulfilled',
  },
  {
    id: 'nothing-lost',
    exercise: true,
    says: {
      en: 'Behind your lock nothing is lost: 70 remain.',
      ko: '잠금을 쓰면 아무것도 사라지지 않고 70이 남습니다.',
    },
    holds: (run) => found(run, 'your turn') === 70,
    saw: (run) => saw(run, 'your turn'),
  },
  {
    id: 'one-at-a-time',
    exercise: true,
    says: {
      en: 'Behind your lock nobody reads while another is reading or writing.',
      ko: '잠금 안에서는 한 사람이 읽거나 쓰는 동안 아무도 읽지 않습니다.',
    },
    holds(run) {
      const all = [
        ...spans(run, { label: 'reads' }).slice(3),
        ...spans(run, { label: 'writes' }).slice(2),
      ];
      return (
        all.length === 5 &&
        all.every(
          (one) =>
            overlap(
              [one],
              all.filter((x) => x !== one),
            ) === 0,
        )
      );
    },
  },
];

/** @type {import('../../src/notebook/timeline-events.ts').Prediction[]} */
export const predictions = [
  {
    id: 'how-much',
    asks: {
      en: 'There are 100. At the same time one customer takes 20 and another 10, each by reading and then writing. How much remains?',
      ko: '100이 있습니다. 동시에 한 손님은 20을, 다른 손님은 10을 꺼냅니다. 둘 다 읽고 나서 씁니다. 얼마가 남을까요?',
    },
    choices: [70, 80, 90].map((rest) => ({
      says: { en: `${rest}`, ko: `${rest}` },
      holds: (/** @type {Run} */ run) => found(run, 'first') === rest,
    })),
  },
];

/**
 * The balance that was found.
 * @param {Run} run
 * @param {string} name
 */
function found(run, name) {
  const line = new RegExp(`${name}: .*\\n  expected 70, found (\\d+)`);
  return Number(line.exec(run.output)?.[1] ?? NaN);
}

/**
 * What became of the three withdrawals.
 * @param {Run} run
 * @param {string} name
 */
function states(run, name) {
  return new RegExp(`${name}: (.*)`).exec(run.output)?.[1];
}

/**
 * @param {Run} run
 * @param {string} name
 */
function saw(run, name) {
  const rest = found(run, name);
  return { en: `${rest} remain`, ko: `잔액 ${rest}` };
}
