/** The words around the tables of results, in both languages. */
import type { languages } from '../languages.ts';
import type { Bench, Conformance, Fuzz } from './read-results.ts';

type Language = (typeof languages)[keyof typeof languages]['lang'];

/** Whole numbers, or three digits that count. */
export function format(value: number, lang: Language): string {
  return value.toLocaleString(
    lang,
    value >= 100 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 3 },
  );
}

function day(date: string, lang: Language): string {
  return new Date(date).toLocaleDateString(lang, { dateStyle: 'long', timeZone: 'UTC' });
}

const percent = ({ passed, of }: Conformance) => ((100 * passed) / of).toFixed(1);

interface Words {
  /** Said while no result is kept. */
  noConformance: string;
  noFuzz: string;
  noBench: string;
  conformance(result: Conformance): string;
  fuzz(result: Fuzz): string;
  /** The families of random programs. */
  programs: Record<string, string>;
  bench(result: Bench): string;
  /** Of the table of modules. */
  table: { caption: string; module: string; passes: string; why: string; others: string };
  groups: { most: string; some: string; few: string };
  /** Long names of the reasons, as said after a count, and short ones, as said before it. */
  reasons: Record<string, { name: string; short: string }>;
  missing: { caption: string; what: string; tests: string };
  benchTable: { caption: string; row: string; perSecond: string; none: string };
}

export const words: Record<Language, Words> = {
  en: {
    noConformance:
      'No result is kept yet. Whoever runs “npm run conformance” over the whole suite makes one.',
    noFuzz: 'No run of “npm run fuzz” is kept yet.',
    noBench: 'No measurement is kept yet. Whoever runs “npm run bench” on a quiet machine makes one.',
    conformance: (result) =>
      `Of ${format(result.of, 'en')} tests of test/parallel that pass in real Node ${result.node}, ` +
      `${format(result.passed, 'en')} pass in the tab (${percent(result)} %). The tests are those of ` +
      `Node ${result.suite.version}. Run on ${day(result.date, 'en')}${at(result, ' at commit ')} ` +
      `in Chromium ${result.chromium} on ${result.machine}.`,
    fuzz: (result) =>
      `The longest run compared ${format(result.programs, 'en')} random programs, of seeds from ` +
      `${result.seed} on: ${counts(result, 'en')}. ${result.differences === 0 ? 'All' : 'All but ' + format(result.differences, 'en')} ` +
      `printed the same in both. Run on ${day(result.date, 'en')}${at(result, ' at commit ')} in ` +
      `Chromium ${result.chromium}, beside Node ${result.node}.`,
    programs: {
      tasks: 'tasks of the event loop',
      streams: 'streams',
      workers: 'worker threads',
      children: 'child processes',
      http: 'http',
    },
    bench: (result) =>
      `Median of ${result.repeat} repetitions; × is how many times that of real Node, and less is ` +
      `better. Measured on ${day(result.date, 'en')}${at(result, ' at commit ')} in Chromium ` +
      `${result.chromium} on ${result.machine}. Other machines have other numbers.`,
    table: {
      caption: 'Node’s own tests, by module',
      module: 'Module',
      passes: 'Tab / Node',
      why: 'Why not the others',
      others: 'all others',
    },
    groups: {
      most: 'Works: nine of ten tests, or more',
      some: 'Works in part',
      few: 'Does not work: fewer than one of four',
    },
    reasons: {
      'left-out': { name: 'ask for something that is left out, and are told so', short: 'left out' },
      differs: { name: 'see something else than in real Node', short: 'differs' },
      skips: { name: 'find that they cannot run here, and skip themselves', short: 'skips' },
      option: { name: 'want an option of V8 or Node that is not there', short: 'option' },
      machine: { name: 'want a program or a file of a Linux machine', short: 'Linux' },
      deadline: { name: 'do not end in time', short: 'too late' },
      died: { name: 'take their page down', short: 'died' },
    },
    missing: {
      caption: 'What is left out, by how many tests ask for it',
      what: 'What they ask for',
      tests: 'Tests',
    },
    benchTable: {
      caption: 'Beside real Node and other Nodes for the browser',
      row: 'What is done',
      perSecond: 'per second',
      none: 'Why there is no number',
    },
  },
  ko: {
    noConformance:
      '아직 보관된 결과가 없습니다. 테스트 전체로 “npm run conformance”를 실행하면 만들어집니다.',
    noFuzz: '아직 보관된 “npm run fuzz” 결과가 없습니다.',
    noBench:
      '아직 보관된 측정 결과가 없습니다. 한가한 컴퓨터에서 “npm run bench”를 실행하면 만들어집니다.',
    conformance: (result) =>
      `진짜 Node ${result.node}에서 통과하는 test/parallel의 테스트 ${format(result.of, 'ko')}개 가운데 ` +
      `${format(result.passed, 'ko')}개가 탭에서도 통과합니다(${percent(result)}%). 테스트는 Node ` +
      `${result.suite.version}의 것입니다. ${day(result.date, 'ko')}, ${at(result, '커밋 ', '에서, ')}` +
      `Chromium ${result.chromium}, ${result.machine}에서 실행했습니다.`,
    fuzz: (result) =>
      `가장 길게 돌린 실행에서는 시드 ${result.seed}부터 무작위 프로그램 ${format(result.programs, 'ko')}개를 비교했습니다: ` +
      `${counts(result, 'ko')}. ${result.differences === 0 ? '모두' : format(result.differences, 'ko') + '개를 뺀 모두가'} ` +
      `양쪽에서 같은 것을 출력했습니다. ${day(result.date, 'ko')}, ${at(result, '커밋 ', '에서, ')}` +
      `Chromium ${result.chromium}, Node ${result.node}로 실행했습니다.`,
    programs: {
      tasks: '이벤트 루프의 작업',
      streams: '스트림',
      workers: '워커 스레드',
      children: '자식 프로세스',
      http: 'http',
    },
    bench: (result) =>
      `${result.repeat}번 되풀이한 중앙값입니다. ×는 진짜 Node의 몇 배인지이고, 작을수록 좋습니다. ` +
      `${day(result.date, 'ko')}, ${at(result, '커밋 ', '에서, ')}Chromium ${result.chromium}, ` +
      `${result.machine}에서 측정했습니다. 다른 컴퓨터에서는 다른 값이 나옵니다.`,
    table: {
      caption: '모듈별로 본 Node 자체 테스트',
      module: '모듈',
      passes: '탭 / Node',
      why: '나머지가 통과하지 못한 까닭',
      others: '그 밖의 모듈',
    },
    groups: {
      most: '동작함: 열에 아홉 이상',
      some: '일부만 동작함',
      few: '동작하지 않음: 넷에 하나 미만',
    },
    reasons: {
      'left-out': { name: '여기에 없는 기능을 쓰려다 없다는 오류를 받음', short: '없는 기능' },
      differs: { name: '진짜 Node와 다른 결과를 봄', short: '다름' },
      skips: { name: '여기서는 실행할 수 없음을 알고 스스로 건너뜀', short: '건너뜀' },
      option: { name: '여기에 없는 V8이나 Node의 옵션을 바람', short: '옵션' },
      machine: { name: 'Linux에 있는 프로그램이나 파일을 바람', short: 'Linux' },
      deadline: { name: '정해진 시간 안에 끝나지 않음', short: '시간 초과' },
      died: { name: '페이지가 함께 죽음', short: '죽음' },
    },
    missing: {
      caption: '없는 기능과 그것을 찾는 테스트의 수',
      what: '찾는 것',
      tests: '테스트',
    },
    benchTable: {
      caption: '진짜 Node, 그리고 브라우저용 다른 Node와 나란히',
      row: '하는 일',
      perSecond: '초당',
      none: '값이 없는 까닭',
    },
  },
};

/** How many programs of each family. */
function counts({ families }: Fuzz, lang: Language): string {
  return families
    .map(({ family, programs }) => `${words[lang].programs[family] ?? family} ${format(programs, lang)}`)
    .join(', ');
}

function at({ commit }: { commit: string | null }, before: string, after = ''): string {
  return commit === null ? '' : `${before}${commit}${after}`;
}
