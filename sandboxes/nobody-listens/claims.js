// @ts-check
import { spans } from '../timeline/read.js';

/** @typedef {import('../../src/notebook/timeline-events.ts').Run} Run */

/** @type {import('../../src/notebook/timeline-events.ts').Claim[]} */
export const claims = [
  {
    id: 'nobody-dies',
    says: {
      en: 'When nobody listens, the process ends with exit code 1, and nothing more of it is run.',
      ko: '아무도 듣지 않으면 프로세스는 종료 코드 1로 끝나고, 그 뒤의 코드는 실행되지 않습니다.',
    },
    holds: (run) =>
      exitCode(run, 'nobody') === 1 && !run.output.includes('life goes on'),
    saw: (run) => saw(run, 'nobody'),
  },
  {
    id: 'error-is-told',
    says: {
      en: 'Node says what has happened: it prints the error.',
      ko: 'Node는 무슨 일이 있었는지 알려 줍니다. 오류를 출력합니다.',
    },
    holds: (run) =>
      run.output.includes(
        'Error: The lamp is sold out.\nnobody.js ended with exit code 1',
      ),
  },
  {
    id: 'too-late-dies',
    says: {
      en: 'A handler that comes later than that does not save it.',
      ko: '그보다 늦게 온 핸들러는 프로세스를 구하지 못합니다.',
    },
    holds: (run) =>
      exitCode(run, 'too-late') === 1 && !run.output.includes('too late:'),
    saw: (run) => saw(run, 'too-late'),
  },
  {
    id: 'in-time-lives',
    says: {
      en: 'A handler that comes a microtask later is early enough.',
      ko: '마이크로태스크 하나만큼 늦은 핸들러는 늦지 않았습니다.',
    },
    holds: (run) =>
      exitCode(run, 'in-time') === 0 && run.output.includes('in time:'),
    saw: (run) => saw(run, 'in-time'),
  },
  {
    id: 'hook-lives',
    says: {
      en: 'With a listener for unhandledRejection the process goes on, and is told when a handler comes after all.',
      ko: 'unhandledRejection을 듣고 있으면 프로세스는 계속되고, 핸들러가 뒤늦게 오면 그것도 알게 됩니다.',
    },
    holds: (run) =>
      exitCode(run, 'hook') === 0 &&
      /hook: nobody listened.*\n+hook: now somebody does/.test(run.output),
    saw: (run) => saw(run, 'hook'),
  },
  {
    id: 'caught',
    exercise: true,
    says: {
      en: 'exercise.js orders both at once, catches the error and ends with exit code 0.',
      ko: 'exercise.js가 둘을 함께 주문하고, 오류를 받아 처리하고, 종료 코드 0으로 끝납니다.',
    },
    holds: (run) =>
      exitCode(run, 'exercise') === 0 &&
      run.output.includes('your turn: caught. The lamp is sold out.') &&
      orderedTogether(run),
    saw: (run) => saw(run, 'exercise'),
  },
];

/** @type {import('../../src/notebook/timeline-events.ts').Prediction[]} */
export const predictions = [
  asksForExitCode('nobody', {
    en: 'nobody.js: neither await nor catch. With what exit code does it end?',
    ko: 'nobody.js: await도 catch도 없습니다. 종료 코드는 무엇일까요?',
  }),
  asksForExitCode('too-late', {
    en: 'too-late.js: a catch that comes 60 milliseconds after the rejection.',
    ko: 'too-late.js: 거부되고 60밀리초 뒤에 catch가 달립니다.',
  }),
  asksForExitCode('in-time', {
    en: 'in-time.js: a catch that comes after the rejection as well, but behind an await null.',
    ko: 'in-time.js: 역시 거부된 뒤에 catch가 달리지만, await null 바로 다음입니다.',
  }),
  asksForExitCode('exercise', {
    en: 'exercise.js: try and catch around both awaits.',
    ko: 'exercise.js: await 두 개를 모두 try와 catch로 감쌌습니다.',
  }),
];

/**
 * @param {string} name
 * @param {{ en: string, ko: string }} asks
 */
function asksForExitCode(name, asks) {
  return {
    id: name,
    asks,
    choices: [
      {
        says: { en: '0: all is well.', ko: '0: 아무 문제 없음.' },
        holds: (/** @type {Run} */ run) => exitCode(run, name) === 0,
      },
      {
        says: { en: '1: it dies of the error.', ko: '1: 오류로 죽음.' },
        holds: (/** @type {Run} */ run) => exitCode(run, name) === 1,
      },
    ],
  };
}

/**
 * Whether the lamp was ordered before the sofa had come.
 * @param {Run} run
 */
function orderedTogether(run) {
  const lamp = spans(run, { label: 'lamp', lane: 'exercise.js' })[0];
  const sofa = spans(run, { label: 'sofa' })[0];
  return !!lamp && lamp.from < (sofa?.to ?? Infinity);
}

/**
 * @param {Run} run
 * @param {string} name
 */
function exitCode(run, name) {
  const found = new RegExp(`${name}\\.js ended with exit code (\\d+)`);
  return Number(found.exec(run.output)?.[1] ?? NaN);
}

/**
 * @param {Run} run
 * @param {string} name
 */
function saw(run, name) {
  const code = exitCode(run, name);
  return { en: `exit code ${code}`, ko: `종료 코드 ${code}` };
}
