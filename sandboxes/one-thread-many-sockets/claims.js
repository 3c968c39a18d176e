// @ts-check
import { beatsDuring, length, spans } from '../timeline/read.js';

/** @typedef {import('../../src/notebook/timeline-events.ts').Run} Run */

/** @type {import('../../src/notebook/timeline-events.ts').Claim[]} */
export const claims = [
  {
    id: 'a-thousand',
    says: {
      en: 'A thousand connections were open at once.',
      ko: '연결 천 개가 동시에 열려 있었습니다.',
    },
    holds: (run) => /^1000 connections$/m.test(run.output),
  },
  {
    id: 'no-thread-more',
    says: {
      en: 'There was no thread more than before, wherever the system tells how many there are.',
      ko: '스레드 수를 알려 주는 시스템이라면, 스레드는 하나도 늘지 않았습니다.',
    },
    holds: (run) => ['0', 'nobody tells'].includes(threadsMore(run) ?? ''),
    saw: (run) =>
      threadsMore(run) === 'nobody tells'
        ? { en: 'not told here', ko: '여기서는 알려 주지 않음' }
        : {
            en: `${threadsMore(run)} more`,
            ko: `${threadsMore(run)}개 늘어남`,
          },
  },
  {
    id: 'silence-is-free',
    says: {
      en: 'While they were silent, not one callback was run for them, and the heart went on beating.',
      ko: '조용한 동안 그들을 위해 실행된 콜백은 하나도 없었고, 심장은 계속 뛰었습니다.',
    },
    holds: (run) =>
      run.output.includes('All are silent. Callbacks run for them: 0\n') &&
      beatsBeforeAnyQuestion(run) > 1,
    saw(run) {
      const beats = beatsBeforeAnyQuestion(run);
      return { en: `${beats} beats`, ko: `박동 ${beats}번` };
    },
  },
  {
    id: 'pool-is-free',
    says: {
      en: 'No thread of the pool waited for a socket: it could read a file.',
      ko: '스레드 풀의 스레드는 소켓을 기다리고 있지 않았습니다. 파일을 읽을 수 있었습니다.',
    },
    holds: (run) =>
      run.output.includes('thread pool has read a file, 1000 still open\n'),
  },
  {
    id: 'one-wakes',
    says: {
      en: 'When one of the thousand spoke, exactly one callback was run.',
      ko: '천 개 가운데 하나가 말하자 콜백이 딱 하나 실행되었습니다.',
    },
    holds: (run) =>
      run.output.includes('Number 700 speaks. Callbacks run: 1\n'),
  },
  {
    id: 'all-answered',
    says: {
      en: 'The hash is right, and the five others are answered too.',
      ko: '해시 값이 맞고, 나머지 다섯도 대답을 받았습니다.',
    },
    holds: (run) =>
      answers(run).toSorted().join() ===
      ['01f87129', ...Array(5).fill('welcome')].join(),
  },
  {
    id: 'nobody-held-up',
    exercise: true,
    says: {
      en: 'The five are answered before the hash is done.',
      ko: '해시가 끝나기 전에 다섯이 먼저 대답을 받습니다.',
    },
    holds: (run) =>
      answers(run).length === 6 && answers(run)[5] === '01f87129',
    saw(run) {
      const place = answers(run).indexOf('01f87129') + 1;
      return {
        en: `the hash came as number ${place}`,
        ko: `해시는 ${place}번째`,
      };
    },
  },
  {
    id: 'no-standstill',
    exercise: true,
    says: {
      en: 'The server’s heart beats right up to the answer with the hash: also in the last half of the time that one hash had taken before.',
      ko: '서버의 심장은 해시를 대답하는 순간까지 뜁니다. 그 직전, 앞서 해시 하나에 걸린 시간의 절반 동안에도 뜁니다.',
    },
    holds: (run) => beatsDuring(run, beforeHash(run)) > 0,
    saw(run) {
      const count = beatsDuring(run, beforeHash(run));
      const ms = Math.round(length(beforeHash(run)));
      return {
        en: `${count} beats in the last ${ms} ms`,
        ko: `마지막 ${ms} ms 동안 박동 ${count}번`,
      };
    },
  },
];

/** @type {import('../../src/notebook/timeline-events.ts').Prediction[]} */
export const predictions = [
  {
    id: 'while-silent',
    asks: {
      en: 'A thousand clients are connected and silent. How many callbacks does the server run for them meanwhile?',
      ko: '클라이언트 천 개가 연결된 채 조용합니다. 그동안 서버는 이들을 위해 콜백을 몇 번 실행할까요?',
    },
    choices: [
      {
        says: { en: 'None.', ko: '한 번도 실행하지 않는다.' },
        holds: (run) => callbacks(run, 'All are silent') === 0,
      },
      {
        says: {
          en: 'One for each, again and again.',
          ko: '하나마다 자꾸자꾸 실행한다.',
        },
        holds: (run) => callbacks(run, 'All are silent') > 0,
      },
    ],
  },
  {
    id: 'one-speaks',
    asks: {
      en: 'One of them speaks. How many callbacks does that take?',
      ko: '그중 하나가 말합니다. 콜백은 몇 번 실행될까요?',
    },
    choices: [
      {
        says: { en: 'One.', ko: '한 번.' },
        holds: (run) => callbacks(run, 'Number 700 speaks') === 1,
      },
      {
        says: {
          en: 'A thousand: each has to be asked.',
          ko: '천 번. 하나하나 물어보아야 한다.',
        },
        holds: (run) => callbacks(run, 'Number 700 speaks') >= 1_000,
      },
    ],
  },
  {
    id: 'who-is-first',
    asks: {
      en: 'Six speak at the same time. One wants a hash, which takes long, and five want only a hello. Who is answered first?',
      ko: '여섯이 동시에 말합니다. 하나는 오래 걸리는 해시를, 다섯은 인사만 바랍니다. 누가 먼저 대답을 받을까요?',
    },
    choices: [
      {
        says: { en: 'The five.', ko: '다섯.' },
        holds: (run) => answers(run).indexOf('01f87129') === 5,
      },
      {
        says: { en: 'The one with the hash.', ko: '해시를 바란 하나.' },
        holds: (run) => answers(run).indexOf('01f87129') === 0,
      },
    ],
  },
];

/**
 * How many callbacks had been run by then.
 * @param {Run} run
 * @param {string} when
 */
function callbacks(run, when) {
  const line = new RegExp(`^${when}\\. Callbacks run.*: (\\d+)$`, 'm');
  return Number(line.exec(run.output)?.[1] ?? NaN);
}

/** @param {Run} run */
function threadsMore(run) {
  return /^Threads more: (.+)$/m.exec(run.output)?.[1];
}

/**
 * In the order in which they came.
 * @param {Run} run
 */
function answers(run) {
  return /Answers: (.*)/.exec(run.output)?.[1]?.split(', ') ?? [];
}

/**
 * Before the answer to client 11: half as long as the quickest hash took. What
 * a machine needs at first, to start a thread of the pool, is over by then.
 * @param {Run} run
 */
function beforeHash(run) {
  const client = run.events
    .filter((event) => event.type === 'lane')
    .find(({ label }) => label === 'client 11');
  const reply = run.events
    .filter((event) => event.type === 'receive')
    .find(({ lane }) => lane === client?.lane);
  const answer = run.events
    .filter((event) => event.type === 'send')
    .find(({ message }) => message === reply?.message);
  if (!answer) throw new Error('There is no hash.');
  const hashes = spans(run, { label: 'one hash' }).map(length);
  const from = answer.at - Math.min(...hashes) / 2;
  return { label: 'answer', lane: 'server', from, to: answer.at };
}

/** @param {Run} run */
function beatsBeforeAnyQuestion(run) {
  const question = run.events.findIndex(({ type }) => type === 'send');
  return run.events
    .slice(0, Math.max(0, question))
    .filter(({ type }) => type === 'beat').length;
}
