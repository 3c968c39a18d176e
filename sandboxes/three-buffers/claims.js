// @ts-check
/** @typedef {import('../../src/notebook/timeline-events.ts').Run} Run */

const ONE_BUFFER = 'all in one buffer';
const THIRTY = 'a buffer of 30';
const NO_BUFFER = 'no buffer';
const FSYNC = 'no buffer, fsync every 40';
const KILL = 'the kill';
const POWER_CUT = 'a power cut (a model)';

/** @type {import('../../src/notebook/timeline-events.ts').Claim[]} */
export const claims = [
  {
    id: 'buffer-dies-with-the-program',
    says: {
      en: 'What was in the program’s own buffer died with it: of a hundred lines in one buffer none was left.',
      ko: '프로그램의 버퍼에 있던 것은 프로그램과 함께 사라졌습니다. 버퍼 하나에 모은 백 줄 가운데 하나도 남지 않았습니다.',
    },
    holds: (run) => left(run, ONE_BUFFER, KILL) === 0,
    saw: (run) => saw(run, ONE_BUFFER, KILL),
  },
  {
    id: 'what-was-flushed-is-left',
    says: {
      en: 'With a buffer that was flushed after every thirty lines, ninety were left.',
      ko: '서른 줄마다 플러시한 버퍼에서는 아흔 줄이 남았습니다.',
    },
    holds: (run) => left(run, THIRTY, KILL) === 90,
    saw: (run) => saw(run, THIRTY, KILL),
  },
  {
    id: 'page-cache-outlives',
    says: {
      en: 'What had been written was in the page cache, and outlived the program: without a buffer all hundred were left.',
      ko: '이미 쓴 것은 페이지 캐시에 있어 프로그램이 죽어도 남았습니다. 버퍼가 없으면 백 줄이 모두 남았습니다.',
    },
    holds: (run) => left(run, NO_BUFFER, KILL) === 100,
    saw: (run) => saw(run, NO_BUFFER, KILL),
  },
  {
    id: 'power-cut-takes-the-cache',
    says: {
      en: 'The power cut of the model took everything that had not been fsynced. With an fsync every forty lines, eighty were left.',
      ko: '모형의 정전은 fsync하지 않은 것을 모두 가져갔습니다. 마흔 줄마다 fsync하면 여든 줄이 남았습니다.',
    },
    holds: (run) =>
      [ONE_BUFFER, THIRTY, NO_BUFFER].every(
        (way) => left(run, way, POWER_CUT) === 0,
      ) && left(run, FSYNC, POWER_CUT) === 80,
    saw: (run) => saw(run, FSYNC, POWER_CUT),
  },
  {
    id: 'ended-well',
    says: {
      en: 'Nobody killed the program of “your turn”, and it ended with exit code 0.',
      ko: '‘직접 해 보기’의 프로그램은 아무도 죽이지 않았고, 종료 코드 0으로 끝났습니다.',
    },
    holds: (run) => left(run, 'your turn', 'exit code 0') >= 0,
  },
  {
    id: 'flushed-before-exit',
    exercise: true,
    says: {
      en: 'All its hundred lines are in the file afterwards, though its disk takes more than a second for a write.',
      ko: '디스크가 쓸 때마다 1초 넘게 걸리는데도, 그 뒤 파일에는 백 줄이 모두 있습니다.',
    },
    holds: (run) => left(run, 'your turn', 'exit code 0') === 100,
    saw: (run) => saw(run, 'your turn', 'exit code 0'),
  },
];

/** @type {import('../../src/notebook/timeline-events.ts').Prediction[]} */
export const predictions = [
  {
    id: 'killed-with-a-buffer',
    asks: {
      en: 'A program gathers its lines and writes thirty at a time. It is killed right after its hundredth line. How many are in the file?',
      ko: '프로그램이 줄을 모아 서른 줄씩 씁니다. 백째 줄 바로 뒤에 강제로 종료됩니다. 파일에는 몇 줄이 있을까요?',
    },
    choices: howMany(THIRTY, KILL, [0, 90, 100]),
    saw: (run) => saw(run, THIRTY, KILL),
  },
  {
    id: 'killed-without-an-fsync',
    asks: {
      en: 'Another writes each line at once and never calls fsync. It is killed in the same way. How many are in the file?',
      ko: '다른 프로그램은 줄마다 바로 쓰고 fsync는 한 번도 하지 않습니다. 마찬가지로 강제로 종료됩니다. 파일에는 몇 줄이 있을까요?',
    },
    choices: howMany(NO_BUFFER, KILL, [0, 100]),
    saw: (run) => saw(run, NO_BUFFER, KILL),
  },
  {
    id: 'power-cut-without-an-fsync',
    asks: {
      en: 'The same program, but the power fails before the system has flushed anything by itself. How many lines has the device?',
      ko: '같은 프로그램인데, 시스템이 스스로 플러시하기 전에 전원이 끊깁니다. 장치에는 몇 줄이 있을까요?',
    },
    choices: howMany(NO_BUFFER, POWER_CUT, [0, 100]),
    saw: (run) => saw(run, NO_BUFFER, POWER_CUT),
  },
];

/**
 * @param {string} way
 * @param {string} end
 * @param {number[]} numbers
 * @returns {import('../../src/notebook/timeline-events.ts').Prediction['choices']}
 */
function howMany(way, end, numbers) {
  return numbers.map((number) => ({
    says: {
      en: number === 0 ? 'None' : `${number}`,
      ko: number === 0 ? '한 줄도 없습니다' : `${number}줄`,
    },
    holds: (run) => left(run, way, end) === number,
  }));
}

/**
 * How many of the hundred lines were there after that end.
 * @param {Run} run
 * @param {string} way
 * @param {string} end
 */
function left(run, way, end) {
  const lines = run.output.split('\n');
  const start = `  after ${end}: `;
  const line = lines
    .slice(lines.indexOf(way) + 1)
    .find((line) => line.startsWith(start));
  if (!lines.includes(way) || !line) return NaN;
  return Number(/(\d+) of 100$/.exec(line)?.[1]);
}

/**
 * @param {Run} run
 * @param {string} way
 * @param {string} end
 */
function saw(run, way, end) {
  const count = left(run, way, end);
  return { en: `${count} of 100`, ko: `100줄 가운데 ${count}줄` };
}
