// @ts-check
import { beatsDuring, length, span, spans } from '../timeline/read.js';

/** @typedef {import('../../src/notebook/timeline-events.ts').Run} Run */

/** @type {import('../../src/notebook/timeline-events.ts').Claim[]} */
export const claims = [
  {
    id: 'ticket-at-once',
    says: {
      en: 'Each time the client had its ticket long before the result could be there: the job was not done yet.',
      ko: '클라이언트는 매번 작업이 끝나기 전에 번호표를 받았습니다. 결과가 나오기 한참 전입니다.',
    },
    holds: (run) =>
      tickets(run).length === 3 &&
      tickets(run).every(({ to }, i) => to < (jobs(run)[i]?.to ?? NaN)),
    saw: (run) => sawEnds(run),
  },
  {
    id: 'accepted',
    says: {
      en: 'Each POST was answered with 202 Accepted and the address at which to ask.',
      ko: 'POST마다 202 Accepted와 물어볼 주소를 받았습니다.',
    },
    holds: (run) =>
      (
        run.output.match(
          /POST \/jobs: 202 Accepted, Location: \/jobs\/\d/g,
        ) ?? []
      ).length === 3,
  },
  {
    id: 'server-is-free',
    says: {
      en: 'While the worker computed, the heart of the server beat on.',
      ko: '워커가 계산하는 동안 서버의 심장은 계속 뛰었습니다.',
    },
    // In all three together: on a crowded machine one may get none.
    holds: (run) => jobs(run).length === 3 && allBeats(run) >= 6,
    saw: (run) => ({
      en: `beats during the jobs: ${beats(run).join(', ')}`,
      ko: `작업하는 동안의 박동: ${beats(run).join(', ')}번`,
    }),
  },
  {
    id: 'nothing-held-open',
    says: {
      en: 'No request was held open for a job, from its beginning to its end.',
      ko: '작업이 시작해서 끝날 때까지 내내 열려 있던 요청은 없습니다.',
    },
    holds: (run) =>
      jobs(run).length === 3 &&
      jobs(run).every((job) =>
        spans(run, { lane: 'client' }).every(
          ({ from, to }) => from > job.from || to < job.to,
        ),
      ),
    saw(run) {
      const [requests, work] = [
        spans(run, { lane: 'client' }),
        jobs(run),
      ].map((list) => Math.round(Math.max(...list.map(length))));
      return {
        en: `longest request ${requests} ms, longest job ${work} ms`,
        ko: `가장 긴 요청 ${requests} ms, 가장 긴 작업 ${work} ms`,
      };
    },
  },
  {
    id: 'all-redeemed',
    says: {
      en: 'Each ticket brought its result.',
      ko: '번호표마다 결과를 찾았습니다.',
    },
    holds: (run) =>
      (run.output.match(/GET \/jobs\/\d: done, \d+ primes/g) ?? [])
        .length === 3,
  },
  {
    id: 'place-in-line',
    exercise: true,
    says: {
      en: 'Each ticket that waits says how many are before it.',
      ko: '기다리는 번호표마다 앞에 몇이 있는지 알려 줍니다.',
    },
    holds(run) {
      const places = run.output.match(/(?<=waiting, )\S+(?= before it)/g);
      return (
        places !== null && places.every((place, i) => place === String(i))
      );
    },
  },
];

/** @type {import('../../src/notebook/timeline-events.ts').Prediction[]} */
export const predictions = [
  {
    id: 'last-ticket',
    asks: {
      en: 'Three jobs, each of a third of a second, one after the other. When does the client have its last ticket?',
      ko: '0.3초 남짓 걸리는 작업 셋을 하나씩 차례로 합니다. 클라이언트는 마지막 번호표를 언제 받을까요?',
    },
    choices: [
      {
        says: {
          en: 'Before the last job is done',
          ko: '마지막 작업이 끝나기 전',
        },
        holds: (run) => lastEnd(tickets(run)) < lastEnd(jobs(run)),
      },
      {
        says: {
          en: 'When the last job is done',
          ko: '마지막 작업이 끝났을 때',
        },
        holds: (run) => lastEnd(tickets(run)) >= lastEnd(jobs(run)),
      },
    ],
    saw: (run) => sawEnds(run),
  },
  {
    id: 'heart',
    asks: {
      en: 'Does the heart of the server beat while the worker computes?',
      ko: '워커가 계산하는 동안 서버의 심장은 뛸까요?',
    },
    choices: [
      {
        says: { en: 'It beats on', ko: '계속 뜁니다' },
        holds: (run) => allBeats(run) >= 6,
      },
      {
        says: { en: 'It stands still', ko: '멎습니다' },
        holds: (run) => allBeats(run) < 6,
      },
    ],
    saw: (run) => ({
      en: `beats during the jobs: ${beats(run).join(', ')}`,
      ko: `작업하는 동안의 박동: ${beats(run).join(', ')}번`,
    }),
  },
];

/** @param {Run} run */
function tickets(run) {
  return spans(run, { lane: 'client', label: 'takes a ticket' });
}

/**
 * How long after the client's first request something had ended.
 * @param {Run} run
 * @param {{ to: number } | undefined} end
 */
function since(run, end) {
  const { from } = span(run, 'takes a ticket');
  return Math.round((end?.to ?? NaN) - from);
}

/**
 * The client's jobs, and none of the page's: the worker does them in the
 * order of their numbers.
 * @param {Run} run
 */
function jobs(run) {
  const mine = [...run.output.matchAll(/GET \/jobs\/(\d+): done/g)].map(
    ([, id]) => Number(id),
  );
  return spans(run, { lane: 'worker', label: 'job' }).filter((_, i) =>
    mine.includes(i + 1),
  );
}

/** @param {Run} run */
function beats(run) {
  return jobs(run).map((job) => beatsDuring(run, job));
}

/** @param {Run} run */
function allBeats(run) {
  return beats(run).reduce((sum, count) => sum + count, 0);
}

/** @param {{ to: number }[]} spans */
function lastEnd(spans) {
  return spans.at(-1)?.to ?? NaN;
}

/** @param {Run} run */
function sawEnds(run) {
  return {
    en: `last ticket after ${since(run, tickets(run).at(-1))} ms, last result after ${since(run, jobs(run).at(-1))} ms`,
    ko: `마지막 번호표는 ${since(run, tickets(run).at(-1))} ms, 마지막 결과는 ${since(run, jobs(run).at(-1))} ms 뒤`,
  };
}
