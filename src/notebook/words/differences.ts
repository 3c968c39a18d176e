/** Words for two versions of the code beside each other. */
const en = {
  show: 'Show differences',
  of: (file: string) => `Differences in ${file}`,
  lesson: 'the lesson’s code',
  mine: 'my code',
  none: 'There is no difference.',
  failed: 'The differences could not be loaded. Check the connection, then try again.',
};

const ko: typeof en = {
  show: '차이 보기',
  of: (file) => `${file}의 차이`,
  lesson: '처음 코드',
  mine: '내 코드',
  none: '다른 곳이 없습니다.',
  failed: '차이를 불러오지 못했습니다. 연결을 확인한 뒤 다시 시도하세요.',
};

export const differencesWords = { en, ko };
