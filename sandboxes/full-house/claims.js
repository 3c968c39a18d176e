// @ts-check
import { span } from '../timeline/read.js';

/** @typedef {import('../../src/notebook/timeline-events.ts').Run} Run */

/** @type {import('../../src/notebook/timeline-events.ts').Claim[]} */
export const claims = [
  {
    id: 'everybody-in',
    says: {
      en: 'Without a limit all twenty were accepted, and all twenty stood in the queue.',
      ko: '한도가 없을 때는 스무 명이 모두 접수되었고, 스무 명이 모두 큐에 섰습니다.',
    },
    holds: (run) =>
      run.output.includes('no limit: 20 accepted, 0 refused') &&
      longestQueue(run, 'no limit') === 20,
    saw: (run) => ({
      en: `longest queue: ${longestQueue(run, 'no limit')}`,
      ko: `가장 긴 큐 ${longestQueue(run, 'no limit')}명`,
    }),
  },
  {
    id: 'full-house',
    says: {
      en: 'With room for a few, as many were accepted, and all others refused at once.',
      ko: '자리가 몇 개뿐이면 그만큼만 접수되고 나머지는 모두 그 자리에서 거절되었습니다.',
    },
    holds(run) {
      const { accepted, refused } = limited(run);
      return (
        accepted > 0 &&
        accepted + refused === 20 &&
        refusals(run) === refused
      );
    },
    saw: (run) => ({
      en: `refused: ${refusals(run)}`,
      ko: `거절 ${refusals(run)}명`,
    }),
  },
  {
    id: 'queue-is-bounded',
    says: {
      en: 'Then never more stood in the queue than there was room for.',
      ko: '그때 큐에 선 것은 자리 수를 넘지 않았습니다.',
    },
    holds: (run) =>
      longestQueue(run, 'few may wait') === limited(run).accepted,
    saw: (run) => ({
      en: `longest queue: ${longestQueue(run, 'few may wait')}`,
      ko: `가장 긴 큐 ${longestQueue(run, 'few may wait')}명`,
    }),
  },
  {
    id: 'shorter-wait',
    says: {
      en: 'The last of those who were accepted had to wait for less than half as many others.',
      ko: '접수된 손님 가운데 마지막 손님이 기다린 앞사람은 절반도 되지 않았습니다.',
    },
    holds: (run) => waitShare(run) < 0.5,
    saw: (run) => sawWaits(run),
  },
  {
    id: 'all-in-the-end',
    exercise: true,
    says: {
      en: 'In the end all ten are accepted, and nobody has come back before the time that was named.',
      ko: '결국 열 명이 모두 접수되고, 알려 준 시간보다 먼저 다시 온 손님은 없습니다.',
    },
    holds: (run) =>
      run.output.includes(
        'your turn: 10 accepted, 0 refused\n  came back too early: 0 times',
      ),
  },
  {
    id: 'as-long-as-told',
    exercise: true,
    says: {
      en: 'Those who were told two seconds stayed away longer than those who were told one, by a fifth at least.',
      ko: '2초라고 들은 손님은 1초라고 들은 손님보다 적어도 5분의 1은 더 오래 있다가 왔습니다.',
    },
    holds: (run) => stayedAway(run, 2) >= stayedAway(run, 1) * 1.2,
    saw: (run) => ({
      en: `told 1 s: ${stayedAway(run, 1)} s; told 2 s: ${stayedAway(run, 2)} s`,
      ko: `1초라고 들으면 ${stayedAway(run, 1)}초, 2초라고 들으면 ${stayedAway(run, 2)}초`,
    }),
  },
];

/** @type {import('../../src/notebook/timeline-events.ts').Prediction[]} */
export const predictions = [
  {
    id: 'how-many',
    asks: {
      en: 'Twenty clients come at once, before the shop has opened, and there is room for a few. What becomes of the others?',
      ko: '가게가 문을 열기 전에 손님 스무 명이 한꺼번에 오는데 자리는 몇 개뿐입니다. 나머지 손님은 어떻게 될까요?',
    },
    choices: [
      {
        says: {
          en: 'They wait until there is room',
          ko: '자리가 날 때까지 기다립니다',
        },
        holds: (run) => limited(run).accepted === 20,
      },
      {
        says: { en: 'They are refused at once', ko: '바로 거절당합니다' },
        holds: (run) => limited(run).refused > 0,
      },
    ],
    saw: (run) => {
      const { accepted, refused } = limited(run);
      return {
        en: `${accepted} accepted, ${refused} refused`,
        ko: `접수 ${accepted}명, 거절 ${refused}명`,
      };
    },
  },
  {
    id: 'longest-wait',
    asks: {
      en: 'The last of those who were accepted waits for all before it. With a limit, for how many compared with none?',
      ko: '접수된 손님 가운데 마지막 손님은 앞사람을 모두 기다립니다. 한도가 있으면 그 수가 없을 때에 견주어 어떨까요?',
    },
    choices: [
      {
        says: { en: 'Less than half', ko: '절반도 안 됩니다' },
        holds: (run) => waitShare(run) < 0.5,
      },
      {
        says: { en: 'About the same', ko: '비슷합니다' },
        holds: (run) => waitShare(run) >= 0.5 && waitShare(run) < 1.5,
      },
      {
        says: { en: 'For more', ko: '더 많습니다' },
        holds: (run) => waitShare(run) >= 1.5,
      },
    ],
    saw: (run) => sawWaits(run),
  },
];

/**
 * What became of the twenty when few might wait.
 * @param {Run} run
 */
function limited(run) {
  const line = /^few may wait: (\d+) accepted, (\d+) refused$/m;
  const [, accepted, refused] = line.exec(run.output) ?? [];
  return { accepted: Number(accepted), refused: Number(refused) };
}

/**
 * For how many others the last had to wait with a limit, as a part of those
 * without.
 * @param {Run} run
 */
function waitShare(run) {
  const [unlimited, limited] = waits(run);
  return (limited?.others ?? NaN) / (unlimited?.others ?? NaN);
}

/** @param {Run} run */
function sawWaits(run) {
  const [unlimited, limited] = waits(run);
  return {
    en: `without a limit behind ${unlimited?.others} others, ${unlimited?.ms} ms; with one behind ${limited?.others}, ${limited?.ms} ms`,
    ko: `한도 없이 앞사람 ${unlimited?.others}명, ${unlimited?.ms} ms; 한도를 두고 ${limited?.others}명, ${limited?.ms} ms`,
  };
}

/**
 * How long the queue was at most while clients came, in the span of that
 * label.
 * @param {Run} run
 * @param {string} label
 */
function longestQueue(run, label) {
  const { from, to } = span(run, label);
  return Math.max(
    ...run.events
      .filter((event) => event.type === 'counter')
      .filter(({ at }) => at > from && at < to)
      .map(({ value }) => value),
  );
}

/** @param {Run} run */
function refusals(run) {
  const { from, to } = span(run, 'few may wait');
  return run.events.filter(
    ({ type, at }) => type === 'mark' && at > from && at < to,
  ).length;
}

/**
 * After how many seconds they came back who were told so many, on average.
 * NaN if nobody did.
 * @param {Run} run
 * @param {number} told
 */
function stayedAway(run, told) {
  const line = new RegExp(
    `^ {2}told ${told} s: stayed away ([\\d.]+) s`,
    'm',
  );
  return Number(line.exec(run.output)?.[1] ?? NaN);
}

/**
 * The longest wait without a limit, and with one.
 * @param {Run} run
 */
function waits(run) {
  const line = /longest wait: (\d+) ms, behind (\d+) others/g;
  return [...run.output.matchAll(line)].map(([, ms, others]) => ({
    ms: Number(ms),
    others: Number(others),
  }));
}
