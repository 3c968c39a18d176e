// @ts-check
import { spans } from '../timeline/read.js';

/** @typedef {import('../../src/notebook/timeline-events.ts').Run} Run */

/** @type {import('../../src/notebook/timeline-events.ts').Claim[]} */
export const claims = [
  {
    id: 'gives-up',
    says: {
      en: 'The client gave up at its deadline and tried again, until it had its answer.',
      ko: '클라이언트는 제한 시간이 지나면 포기하고, 응답을 받을 때까지 다시 시도했습니다.',
    },
    holds: (run) =>
      attempts(run).length >= 2 &&
      run.output.includes('has its answer: order'),
    saw: (run) => ({
      en: `attempts: ${attempts(run).length}`,
      ko: `시도 ${attempts(run).length}번`,
    }),
  },
  {
    id: 'work-goes-on',
    says: {
      en: 'The server finished the first order after the client had given up on it.',
      ko: '서버는 클라이언트가 포기한 뒤에도 첫 주문을 끝까지 처리했습니다.',
    },
    holds: goesOn,
  },
  {
    id: 'one-wish-many-orders',
    says: {
      en: 'The client wanted one thing, and the shop made several orders of it.',
      ko: '클라이언트가 바란 것은 하나인데, 가게는 주문을 여러 건 만들었습니다.',
    },
    holds: (run) =>
      orders(run, '/blind').length >= 2 &&
      orders(run, '/blind').length <= attempts(run).length,
    saw: (run) => saw(run, '/blind'),
  },
  {
    id: 'backs-off',
    says: {
      en: 'No pause was longer than its bound, and the bound doubled from pause to pause.',
      ko: '한도보다 길게 쉰 적은 없고, 한도는 쉴 때마다 두 배가 되었습니다.',
    },
    holds(run) {
      const pauses = [
        ...run.output.matchAll(/: (\d+) ms of at most (\d+)/g),
      ];
      const bounds = pauses.map(([, , most]) => Number(most));
      const first = bounds[0] ?? NaN;
      return (
        pauses.length >= 2 &&
        pauses.every(([, ms, most]) => Number(ms) <= Number(most)) &&
        bounds.every(
          (most, i) =>
            most === first || most === 2 * (bounds[i - 1] ?? NaN),
        ) &&
        bounds[1] === 2 * first
      );
    },
    saw(run) {
      const pauses = run.output.match(/\d+ ms of at most \d+/g) ?? [];
      return {
        en: pauses.join(', ').replaceAll(' ms of at most ', '/'),
        ko: pauses.join(', ').replaceAll(' ms of at most ', '/'),
      };
    },
  },
  {
    id: 'one-order',
    exercise: true,
    says: {
      en: 'Your order was attempted more than once, and made once.',
      ko: '여러분의 주문은 두 번 이상 시도되었지만 한 번만 만들어졌습니다.',
    },
    holds: (run) =>
      attempts(run, 'second client').length >= 2 &&
      orders(run, '/yours').length === 1 &&
      run.output.includes('Your turn: order 1 is made'),
    saw(run) {
      const { length } = attempts(run, 'second client');
      return {
        en: `attempts: ${length}, ${saw(run, '/yours').en}`,
        ko: `시도 ${length}번, ${saw(run, '/yours').ko}`,
      };
    },
  },
];

/** @type {import('../../src/notebook/timeline-events.ts').Prediction[]} */
export const predictions = [
  {
    id: 'given-up',
    asks: {
      en: 'The client gives up on its first attempt. What does the server do with that order?',
      ko: '클라이언트가 첫 시도를 포기합니다. 서버는 그 주문을 어떻게 할까요?',
    },
    choices: [
      {
        says: { en: 'It drops it.', ko: '그만둔다.' },
        holds: (run) => !goesOn(run),
      },
      {
        says: {
          en: 'It finishes it all the same.',
          ko: '그래도 끝까지 처리한다.',
        },
        holds: (run) => goesOn(run),
      },
    ],
  },
  {
    id: 'how-many-orders',
    asks: {
      en: 'The first client wants one thing and attempts it until it has an answer. How many orders does the server make of that?',
      ko: '첫째 클라이언트는 바라는 것 하나를 응답이 올 때까지 다시 시도합니다. 서버는 주문을 몇 건 만들까요?',
    },
    choices: [
      {
        says: { en: 'One.', ko: '1건' },
        holds: (run) => orders(run, '/blind').length === 1,
      },
      {
        says: { en: 'Several.', ko: '여러 건' },
        holds: (run) => orders(run, '/blind').length > 1,
      },
    ],
    saw: (run) => saw(run, '/blind'),
  },
];

/**
 * Whether the server was still at work on the first order after the client
 * had given up on it.
 * @param {Run} run
 */
function goesOn(run) {
  const [attempt] = attempts(run);
  const [order] = orders(run, '/blind');
  if (!attempt || !order) throw new Error('Nothing was ordered.');
  return order.to > attempt.to;
}

/**
 * @param {Run} run
 * @param {string} client
 */
function attempts(run, client = 'first client') {
  return spans(run, { lane: client, label: 'attempt' });
}

/**
 * The orders that the shop made on that path.
 * @param {Run} run
 * @param {string} path
 */
function orders(run, path) {
  return spans(run, { lane: 'server', label: `order ${path}` });
}

/**
 * @param {Run} run
 * @param {string} path
 */
function saw(run, path) {
  const made = orders(run, path).length;
  return { en: `orders made: ${made}`, ko: `만든 주문 ${made}건` };
}
