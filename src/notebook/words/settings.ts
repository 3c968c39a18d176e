/** Words of the settings. */
const en = {
  title: 'Settings',
  runtime: 'What runs the code',
  automatic: 'as the site chooses',
  motion: 'Motion',
  motionSystem: 'as the system says',
  motionLess: 'less',
  timings: 'Show when each line was printed and how long the run took',
  about: 'For every sandbox of this site, kept in this browser. Colours follow the site’s theme.',
  took: (seconds: string) => `It took ${seconds} s.`,
};

const ko: typeof en = {
  title: '설정',
  runtime: '코드 실행 환경',
  automatic: '사이트 기본값',
  motion: '움직임',
  motionSystem: '시스템 설정대로',
  motionLess: '줄이기',
  timings: '줄마다 출력된 시각과 실행에 걸린 시간 표시',
  about:
    '이 사이트의 모든 샌드박스에 적용되며 이 브라우저에 저장됩니다. 색은 사이트 테마를 따릅니다.',
  took: (seconds) => `${seconds}초 걸렸습니다.`,
};

export const settingsWords = { en, ko };
