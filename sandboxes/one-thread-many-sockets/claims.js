// @ts-check
import { silence, span } from '../timeline/read.js';

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
      beatsBeforeAnyQuestion(run) >= 3,
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
      en: 'While the six wait, the server’s heart beats on: it never stands still for even half as long as for the one hash before.',
      ko: '여섯이 기다리는 동안에도 서버의 심장이 계속 뜁니다. 가장 오래 멎은 시간도 앞서 해시 하나를 만들 때의 절반이 되지 않습니다.',
    },
    holds: (run) =>
      2 * silence(run, sixWait(run)) < silence(run, span(run, 'one hash')),
    saw(run) {
      const [six, one] = [sixWait(run), span(run, 'one hash')].map((time) =>
        Math.round(silence(run, time)),
      );
      return {
        en: `longest silence ${six} ms, and ${one} for one hash`,
        ko: `가장 긴 멈춤 ${six} ms, 해시 하나에 ${one} ms`,
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
 * From the first of the six questions to the last of their answers.
 * @param {Run} run
 */
function sixWait(run) {
  const first = run.events.find(
    (event) => event.type === 'send' && event.label === 'a hash',
  );
  if (!first) throw new Error('Nobody asked for a hash.');
  const to = Math.max(...run.events.map(({ at }) => at));
  return { label: 'a hash', lane: 'server', from: first.at, to };
}

/** @param {Run} run */
function beatsBeforeAnyQuestion(run) {
  const question = run.events.findIndex(({ type }) => type === 'send');
  return run.events
    .slice(0, Math.max(0, question))
    .filter(({ type }) => type === 'beat').length;
}
