// @ts-check
import { length, spans } from '../timeline/read.js';

/** @typedef {import('../../src/notebook/timeline-events.ts').Run} Run */

/** @type {import('../../src/notebook/timeline-events.ts').Claim[]} */
export const claims = [
  {
    id: 'one-under-way',
    says: {
      en: 'One by one, there was never more than one question under way.',
      ko: '하나씩 물었을 때 진행 중인 질문은 언제나 하나뿐이었습니다.',
    },
    holds: (run) => most(run, 'one by one') === 1,
    saw: (run) => sawMost(run, 'one by one'),
  },
  {
    id: 'six-under-way',
    says: {
      en: 'Together, all six were under way at once.',
      ko: '한꺼번에 물었을 때는 여섯 개가 동시에 진행되었습니다.',
    },
    holds: (run) => most(run, 'together') === 6,
    saw: (run) => sawMost(run, 'together'),
  },
  {
    id: 'waits-overlap',
    says: {
      en: 'Laid end to end, the six waits of “together” would be more than twice as long as all of it took.',
      ko: '한꺼번에 물었을 때 여섯 번의 기다림을 이어 붙이면 실제로 걸린 시간의 두 배가 넘습니다.',
    },
    holds: (run) =>
      spans(run, { lane: 'together' }).length === 6 &&
      endToEnd(run, 'together') > 2 * took(run, 'together'),
    saw(run) {
      const waits = Math.round(endToEnd(run, 'together'));
      const all = Math.round(took(run, 'together'));
      return {
        en: `${waits} ms of waiting in ${all} ms`,
        ko: `기다림 ${waits} ms, 실제 ${all} ms`,
      };
    },
  },
  {
    id: 'answers-in-order',
    says: {
      en: 'Promise.all gave the answers in the order of the questions, although they came in another.',
      ko: '대답은 다른 순서로 왔지만 Promise.all은 질문한 순서대로 돌려주었습니다.',
    },
    holds: (run) =>
      run.output.includes('together: a b c d e f\n') &&
      order(run, 'together') !== 'A B C D E F',
    saw: (run) => ({
      en: `answered: ${order(run, 'together')}`,
      ko: `대답이 온 순서: ${order(run, 'together')}`,
    }),
  },
  {
    id: 'all-gives-up',
    says: {
      en: 'Promise.all was rejected with the first refusal, and the other two questions went on.',
      ko: 'Promise.all은 하나가 거절되자 바로 거부되었고, 나머지 두 질문은 계속 진행되었습니다.',
    },
    holds: (run) => run.output.includes('all: rejected, 2 still under way'),
  },
  {
    id: 'race-takes-the-first',
    says: {
      en: 'Promise.race took the first that was settled, and that was the refusal.',
      ko: 'Promise.race는 가장 먼저 결정된 것을 따랐는데, 그것이 바로 거절이었습니다.',
    },
    holds: (run) =>
      run.output.includes('race: rejected, 2 still under way'),
  },
  {
    id: 'any-takes-an-answer',
    says: {
      en: 'Promise.any waited for the first that was fulfilled.',
      ko: 'Promise.any는 처음으로 이행된 것을 기다렸습니다.',
    },
    holds: (run) =>
      run.output.includes('any: fulfilled, 1 still under way'),
  },
  {
    id: 'all-settled-waits',
    says: {
      en: 'Promise.allSettled waited for all three, and was not rejected.',
      ko: 'Promise.allSettled는 셋을 다 기다렸고, 거부되지 않았습니다.',
    },
    holds: (run) =>
      run.output.includes('allSettled: fulfilled, 0 still under way'),
  },
  {
    id: 'never-four',
    says: {
      en: 'threeAtATime had three under way and never four, and its answers are in order.',
      ko: 'threeAtATime은 셋까지만 진행했고 넷이 된 적은 없으며, 대답의 순서도 맞습니다.',
    },
    holds: (run) =>
      most(run, 'your turn') === 3 &&
      run.output.includes('your turn: a b c d e f\n'),
    saw: (run) => sawMost(run, 'your turn'),
  },
  {
    id: 'no-empty-place',
    exercise: true,
    says: {
      en: 'D is asked before A is answered: a free place is filled at once.',
      ko: 'A의 대답이 오기 전에 D를 묻습니다. 빈자리는 바로 채웁니다.',
    },
    holds(run) {
      const asked = spans(run, { lane: 'your turn' });
      const [a] = asked.filter(({ label }) => label === 'A');
      const [d] = asked.filter(({ label }) => label === 'D');
      return !!a && !!d && most(run, 'your turn') === 3 && d.from < a.to;
    },
  },
];

/** @type {import('../../src/notebook/timeline-events.ts').Prediction[]} */
export const predictions = [
  {
    id: 'how-long',
    asks: {
      en: 'All six are asked at once, and then awaited together. How long does it take?',
      ko: '여섯 개를 한꺼번에 묻고 함께 기다립니다. 얼마나 걸릴까요?',
    },
    choices: [
      {
        says: {
          en: 'As long as all six waits together.',
          ko: '여섯 번의 기다림을 다 더한 만큼.',
        },
        holds: (run) => share(run) > 0.6,
      },
      {
        says: {
          en: 'Hardly longer than the longest of them.',
          ko: '그중 가장 긴 기다림을 조금 넘게.',
        },
        holds: (run) => share(run) <= 0.6,
      },
    ],
    saw(run) {
      const all = Math.round(took(run, 'together'));
      const waits = Math.round(endToEnd(run, 'together'));
      return {
        en: `${all} ms; the six waits add up to ${waits} ms`,
        ko: `${all} ms. 여섯 기다림의 합은 ${waits} ms`,
      };
    },
  },
  {
    id: 'in-which-order',
    asks: {
      en: 'And in which order are the answers in the list that Promise.all gives?',
      ko: 'Promise.all이 돌려주는 목록에서 대답은 어떤 순서일까요?',
    },
    choices: [
      {
        says: { en: 'In that of the questions.', ko: '질문한 순서.' },
        holds: (run) => run.output.includes('together: a b c d e f\n'),
      },
      {
        says: { en: 'In that in which they came.', ko: '대답이 온 순서.' },
        holds: (run) =>
          run.output.includes(
            `together: ${order(run, 'together').toLowerCase()}\n`,
          ),
      },
    ],
  },
  {
    id: 'the-others',
    asks: {
      en: 'Three are asked, and one is refused soon. Promise.all is rejected. What becomes of the other two requests?',
      ko: '셋을 묻자 하나가 금방 거절되고 Promise.all은 거부됩니다. 나머지 두 요청은 어떻게 될까요?',
    },
    choices: [
      {
        says: { en: 'They go on.', ko: '계속된다.' },
        holds: (run) => run.output.includes('\nall: rejected, 2 still'),
      },
      {
        says: { en: 'They are cancelled.', ko: '취소된다.' },
        holds: (run) => run.output.includes('\nall: rejected, 0 still'),
      },
    ],
  },
  {
    id: 'the-race',
    asks: {
      en: 'And what about Promise.race of the same three?',
      ko: '같은 셋에 대한 Promise.race는 어떻게 될까요?',
    },
    choices: [
      {
        says: { en: 'It is fulfilled.', ko: '이행된다.' },
        holds: (run) => run.output.includes('race: fulfilled'),
      },
      {
        says: { en: 'It is rejected.', ko: '거부된다.' },
        holds: (run) => run.output.includes('race: rejected'),
      },
    ],
  },
];

/**
 * How long “together” took, as a share of its waits laid end to end.
 * @param {Run} run
 */
function share(run) {
  return took(run, 'together') / endToEnd(run, 'together');
}

/**
 * The most questions that were under way at once.
 * @param {Run} run
 * @param {string} lane
 */
function most(run, lane) {
  const asked = spans(run, { lane });
  return Math.max(
    0,
    ...asked.map(
      ({ from }) =>
        asked.filter((other) => other.from <= from && other.to > from)
          .length,
    ),
  );
}

/**
 * @param {Run} run
 * @param {string} lane
 */
function sawMost(run, lane) {
  const count = most(run, lane);
  return { en: `at most ${count} at once`, ko: `동시에 최대 ${count}개` };
}

/**
 * From the first question to the last answer.
 * @param {Run} run
 * @param {string} lane
 */
function took(run, lane) {
  const asked = spans(run, { lane });
  const from = Math.min(...asked.map((span) => span.from));
  return Math.max(...asked.map((span) => span.to)) - from;
}

/**
 * @param {Run} run
 * @param {string} lane
 */
function endToEnd(run, lane) {
  return spans(run, { lane }).reduce((sum, span) => sum + length(span), 0);
}

/**
 * In which order the answers came.
 * @param {Run} run
 * @param {string} lane
 */
function order(run, lane) {
  return spans(run, { lane })
    .sort((a, b) => a.to - b.to)
    .map(({ label }) => label)
    .join(' ');
}
