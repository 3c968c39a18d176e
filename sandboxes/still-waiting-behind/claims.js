// @ts-check
import { beatsDuring, length, span } from '../timeline/read.js';

/** @typedef {import('../../src/notebook/timeline-events.ts').Run} Run */

const CLIENT = "client's event loop";
const SERVER = "server's event loop";

/** @type {import('../../src/notebook/timeline-events.ts').Claim[]} */
export const claims = [
  {
    id: 'client-is-free',
    says: {
      en: 'The client’s heart beat on, and it did its own work, until all twenty answers were there.',
      ko: '응답 스무 개가 다 올 때까지 클라이언트의 심장은 계속 뛰었고, 자기 일도 했습니다.',
    },
    holds: (run) => wentOn(run, CLIENT) && pieces(run) > 0,
    saw: (run) => saw(run, CLIENT),
  },
  {
    id: 'server-is-free',
    says: {
      en: 'The heart of the server beat on as well: its thread was not blocked either.',
      ko: '서버의 심장도 계속 뛰었습니다. 서버의 스레드도 막히지 않았습니다.',
    },
    holds: (run) => wentOn(run, SERVER),
    saw: (run) => saw(run, SERVER),
  },
  {
    id: 'held-twenty',
    says: {
      en: 'Yet the server held twenty requests open at the same time.',
      ko: '그런데도 서버는 요청 스무 개를 동시에 열어 둔 채 붙들고 있었습니다.',
    },
    holds: (run) => mostOpen(run) === 20,
    saw: (run) => ({
      en: `at most ${mostOpen(run)} open`,
      ko: `가장 많을 때 ${mostOpen(run)}개`,
    }),
  },
  {
    id: 'to-the-last',
    says: {
      en: 'The last of them stayed open until all twenty jobs were done.',
      ko: '마지막 요청은 작업 스무 개가 모두 끝날 때까지 열려 있었습니다.',
    },
    holds: (run) => doneBeforeClosed(run) === 20,
    saw: (run) => ({
      en: `jobs done by then: ${doneBeforeClosed(run)}`,
      ko: `그때까지 끝난 작업 ${doneBeforeClosed(run)}개`,
    }),
  },
  {
    id: 'all-answered',
    says: {
      en: 'Everybody who stayed on the line was answered.',
      ko: '끊지 않고 기다린 쪽은 모두 응답을 받았습니다.',
    },
    holds: (run) =>
      run.output === '20 answers\n10 answers, the others hung up\n',
  },
  {
    id: 'not-for-nobody',
    exercise: true,
    says: {
      en: 'The server begins no job for which nobody is waiting any more.',
      ko: '서버는 더는 아무도 기다리지 않는 작업을 시작하지 않습니다.',
    },
    holds: (run) =>
      counted(run, 'jobs done').length === 30 && forNobody(run) === 0,
    saw: (run) => ({
      en: `jobs done for nobody: ${forNobody(run)}`,
      ko: `아무도 기다리지 않는데 시작한 작업 ${forNobody(run)}개`,
    }),
  },
];

/** @type {import('../../src/notebook/timeline-events.ts').Prediction[]} */
export const predictions = [
  {
    id: 'whose-heart',
    asks: {
      en: 'Twenty requests are sent, and the server can do one job at a time. Whose heart stands still until all are answered?',
      ko: '요청 스무 개를 보내는데 서버는 한 번에 작업 하나만 합니다. 응답이 다 올 때까지 누구의 심장이 멎을까요?',
    },
    choices: [
      {
        says: { en: 'The client’s.', ko: '클라이언트의 심장' },
        holds: (run) => !wentOn(run, CLIENT) && wentOn(run, SERVER),
      },
      {
        says: { en: 'The server’s.', ko: '서버의 심장' },
        holds: (run) => wentOn(run, CLIENT) && !wentOn(run, SERVER),
      },
      {
        says: { en: 'Both.', ko: '둘 다' },
        holds: (run) => !wentOn(run, CLIENT) && !wentOn(run, SERVER),
      },
      {
        says: { en: 'Neither.', ko: '아무도 멎지 않는다.' },
        holds: (run) => wentOn(run, CLIENT) && wentOn(run, SERVER),
      },
    ],
  },
  {
    id: 'how-many-open',
    asks: {
      en: 'How many requests does the server hold open at a time, at the most?',
      ko: '서버가 동시에 열어 두는 요청은 많아야 몇 개일까요?',
    },
    choices: [
      {
        says: {
          en: 'One, that on which it is at work.',
          ko: '지금 처리하는 1개',
        },
        holds: (run) => mostOpen(run) === 1,
      },
      {
        says: { en: 'Two to nineteen.', ko: '2개에서 19개 사이' },
        holds: (run) => mostOpen(run) > 1 && mostOpen(run) < 20,
      },
      {
        says: { en: 'All twenty.', ko: '20개 모두' },
        holds: (run) => mostOpen(run) === 20,
      },
    ],
    saw: (run) => ({
      en: `at most ${mostOpen(run)} open`,
      ko: `가장 많을 때 ${mostOpen(run)}개`,
    }),
  },
];

/** @param {Run} run */
function twenty(run) {
  return span(run, 'twenty requests');
}

/**
 * @param {Run} run
 * @param {string} heart
 */
function wentOn(run, heart) {
  return beatsDuring(run, twenty(run), heart) > 0;
}

/** @param {Run} run */
function pieces(run) {
  const { from, to } = twenty(run);
  return counted(run, 'own work').filter(({ at }) => at > from && at < to)
    .length;
}

/**
 * What a counter said, in order.
 * @param {Run} run
 * @param {string} name
 */
function counted(run, name) {
  return run.events
    .filter((event) => event.type === 'counter')
    .filter(({ counter }) => counter === name);
}

/** @param {Run} run */
function mostOpen(run) {
  return Math.max(
    ...counted(run, 'open requests').map(({ value }) => value),
  );
}

/**
 * How many jobs were done when for the first time no request was open.
 * @param {Run} run
 */
function doneBeforeClosed(run) {
  const open = counted(run, 'open requests');
  const closed = open.find(({ value }) => value === 0)?.at ?? NaN;
  return counted(run, 'jobs done').filter(({ at }) => at < closed).length;
}

/** @param {Run} run */
function forNobody(run) {
  return counted(run, 'done for nobody').length;
}

/**
 * @param {Run} run
 * @param {string} heart
 */
function saw(run, heart) {
  const took = Math.round(length(twenty(run)));
  const beats = beatsDuring(run, twenty(run), heart);
  return {
    en: `${beats} beats in ${took} ms`,
    ko: `${took} ms 동안 박동 ${beats}번`,
  };
}
