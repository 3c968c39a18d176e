/** Words for what the reader sets before a run: sliders, faults, a seed. */
const en = {
  title: 'Controls',
  faults: 'Run with',
  seed: 'Seed',
  seedIs: (seed: string) => `seed ${seed}`,
  newSeed: 'New seed',
  about: 'With the same values the program does the same, here and in any other Node.',
  thisRun: (values: string) => `This run: ${values}.`,
  recordedRun: (values: string) => `The recorded run: ${values}.`,
  ofRun: (title: string, values: string) => `${title} (${values})`,
  givenOnly: (values: string) => `Not said of this run, but of runs with: ${values}.`,
  brought: 'The values of the controls came with a link.',
  keep: 'Keep these values',
  leave: 'Back to those before',
};

const ko: typeof en = {
  title: '조건 바꾸기',
  faults: '실행 조건',
  seed: '시드',
  seedIs: (seed) => `시드 ${seed}`,
  newSeed: '새 시드',
  about: '값이 같으면 여기서든 다른 Node에서든 프로그램이 똑같이 움직입니다.',
  thisRun: (values) => `이 실행의 조건: ${values}`,
  recordedRun: (values) => `기록해 둔 실행의 조건: ${values}`,
  ofRun: (title, values) => `${title} (${values})`,
  givenOnly: (values) => `이 실행이 아니라 다음 조건의 실행에 대한 말입니다: ${values}`,
  brought: '링크에 담겨 온 조건입니다.',
  keep: '이 조건 유지',
  leave: '이전 조건으로 돌아가기',
};

export const controlsWords = { en, ko };
