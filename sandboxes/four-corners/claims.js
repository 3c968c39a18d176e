// @ts-check
import {
  beatsDuring,
  length,
  silence,
  span,
  spans,
} from '../timeline/read.js';

/** @typedef {import('../../src/notebook/timeline-events.ts').Run} Run */

/** @type {import('../../src/notebook/timeline-events.ts').Claim[]} */
export const claims = [
  {
    id: 'sync-blocking',
    says: {
      en: 'readFileSync: the heart stood still, and the receiver had no part in it.',
      ko: 'readFileSync: 심장이 멎어 있었고, 수신자 스레드는 아무 일도 하지 않았습니다.',
    },
    holds: (run) =>
      stoodStill(run, 'readFileSync') &&
      spans(run, { label: 'reads' }).every(
        ({ from }) => from > span(run, 'readFileSync').to,
      ),
    saw: (run) => saw(run, 'readFileSync'),
  },
  {
    id: 'sync-non-blocking',
    says: {
      en: 'Asking again: the heart beat on, and the caller had to ask more than once.',
      ko: '다시 묻기: 심장은 계속 뛰었지만, 호출자는 두 번 이상 물어야 했습니다.',
    },
    holds: (run) => wentOn(run, 'asks again') && asked(run) > 1,
    saw: (run) => ({
      en: `asked ${asked(run)} times, ${saw(run, 'asks again').en}`,
      ko: `${asked(run)}번 물음, ${saw(run, 'asks again').ko}`,
    }),
  },
  {
    id: 'async-blocking',
    says: {
      en: 'Request and wait: after its request the caller got on with its own work; but while it slept, the heart stood still.',
      ko: '요청하고 기다리기: 요청한 뒤 호출자는 자기 일을 했지만, 잠든 동안에는 심장이 멎어 있었습니다.',
    },
    holds: (run) =>
      span(run, 'own work').from > sent(run, 'question 3') &&
      span(run, 'own work').to <= span(run, 'sleeps').from &&
      stoodStill(run, 'sleeps'),
    saw: (run) => saw(run, 'sleeps'),
  },
  {
    id: 'async-non-blocking',
    says: {
      en: 'Being told: the heart beat on, and nobody had to ask.',
      ko: '알림 받기: 심장이 계속 뛰었고, 아무도 되물을 필요가 없었습니다.',
    },
    holds: (run) => wentOn(run, 'is told'),
    saw: (run) => saw(run, 'is told'),
  },
  {
    id: 'same-answer',
    says: {
      en: 'All ways brought the same answer.',
      ko: '어느 방법이든 같은 답을 얻었습니다.',
    },
    holds(run) {
      const sizes = [...run.output.matchAll(/: (\d+) bytes/g)];
      return (
        sizes.length === 7 && new Set(sizes.map(([, n]) => n)).size === 1
      );
    },
  },
  {
    id: 'your-turn-beats',
    exercise: true,
    says: {
      en: 'Until whenAnswered calls back, the heart beats on, each of the three times; and at least once its longest silence is not even half as long as when the caller slept.',
      ko: '세 번 모두, whenAnswered가 콜백을 부를 때까지 심장이 계속 뜁니다. 그 가운데 적어도 한 번은 가장 오래 멎은 시간이 호출자가 잠들었을 때의 절반도 되지 않습니다.',
    },
    // At least once: a hiccup of a busy machine is forgiven.
    holds: (run) =>
      turns(run).length === 3 &&
      turns(run).every((turn) => beatsDuring(run, turn) > 0) &&
      turns(run).some(
        (turn) =>
          2 * silence(run, turn) <
          Math.min(length(turn), silence(run, span(run, 'sleeps'))),
      ),
    saw(run) {
      const beats = turns(run).map((turn) => beatsDuring(run, turn));
      const longest = turns(run).map((turn) =>
        Math.round(silence(run, turn)),
      );
      return {
        en: `beats: ${beats.join(', ')}; longest silences: ${longest.join(', ')} ms`,
        ko: `박동 ${beats.join(', ')}번, 가장 긴 멈춤 ${longest.join(', ')} ms`,
      };
    },
  },
];

/** @param {Run} run */
function turns(run) {
  return spans(run, { label: 'your turn' });
}

/**
 * @param {Run} run
 * @param {string} label
 */
function stoodStill(run, label) {
  const call = span(run, label);
  return beatsDuring(run, call) === 0 && silence(run, call) >= length(call);
}

/**
 * @param {Run} run
 * @param {string} label
 */
function wentOn(run, label) {
  return beatsDuring(run, span(run, label)) > 0;
}

/** @param {Run} run */
function asked(run) {
  return Number(/asked (\d+) times/.exec(run.output)?.[1]);
}

/**
 * @param {Run} run
 * @param {string} label
 */
function sent(run, label) {
  return (
    run.events.find(
      (event) => event.type === 'send' && event.label === label,
    )?.at ?? NaN
  );
}

/**
 * @param {Run} run
 * @param {string} label
 */
function saw(run, label) {
  const call = span(run, label);
  const beats = beatsDuring(run, call);
  const took = Math.round(length(call));
  return {
    en: `${beats} beats in ${took} ms`,
    ko: `${took} ms 동안 박동 ${beats}번`,
  };
}
