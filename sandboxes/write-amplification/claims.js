// @ts-check
/** @typedef {import('../../src/notebook/timeline-events.ts').Run} Run */

const IN_PLACE = 'one page, in place';
const WITH_ROOM = 'one page, where there is room';
const ALL_PAGES = 'all pages, where there is room';
const YOUR_TURN = 'your turn';

/** @type {import('../../src/notebook/timeline-events.ts').Claim[]} */
export const claims = [
  {
    id: 'a-page-for-a-byte',
    says: {
      en: 'Flushed after each change, every single byte cost a whole page: 256 of them. Flushed once, all of them together cost one.',
      ko: '바꿀 때마다 플러시하면 바이트 하나에 페이지 하나씩, 모두 256개를 썼습니다. 한 번만 플러시하면 통틀어 하나였습니다.',
    },
    holds: (run) =>
      pages(run, 'after each') === 256 && pages(run, 'once') === 1,
    saw: (run) => ({
      en: `pages: ${pages(run, 'after each')} and ${pages(run, 'once')}`,
      ko: `페이지 ${pages(run, 'after each')}개와 ${pages(run, 'once')}개`,
    }),
  },
  {
    id: 'one-place-dies',
    says: {
      en: 'Rewritten in place, one page wore out its own block, while no other block was erased even once. Each rewrite cost the whole block.',
      ko: '제자리에 다시 쓰면 페이지 하나가 제 블록을 닳게 했고, 다른 블록은 한 번도 지워지지 않았습니다. 다시 쓸 때마다 블록 하나를 통째로 썼습니다.',
    },
    holds(run) {
      const { rewrites, pages, erased } = worn(run, IN_PLACE);
      return (
        pages === 8 * rewrites &&
        erased.filter((count) => count > 0).length === 1
      );
    },
    saw: (run) => saw(run, IN_PLACE),
  },
  {
    id: 'spread-lasts',
    says: {
      en: 'Written wherever there was room, the same page could be rewritten more than ten times as often.',
      ko: '빈 곳에 쓰면 같은 페이지를 열 배 넘게 더 다시 쓸 수 있었습니다.',
    },
    holds: (run) =>
      worn(run, WITH_ROOM).rewrites > 10 * worn(run, IN_PLACE).rewrites,
    saw: (run) => saw(run, WITH_ROOM),
  },
  {
    id: 'still-blocks-stay-new',
    says: {
      en: 'The blocks full of what never changes were not erased once: half of the chip had no share in the wear.',
      ko: '바뀌지 않는 것으로 찬 블록은 한 번도 지워지지 않았습니다. 칩의 절반은 닳는 일을 나누어 지지 않았습니다.',
    },
    holds(run) {
      const { erased } = worn(run, WITH_ROOM);
      const never = erased.filter((count) => count === 0).length;
      return erased.length > 0 && 2 * never >= erased.length;
    },
  },
  {
    id: 'moving-costs-writes',
    says: {
      en: 'When all pages were rewritten in turn, the device wrote more pages than it was given: to empty a block it had to move what still counted.',
      ko: '모든 페이지를 이리저리 다시 쓰면 장치는 받은 것보다 많은 페이지를 썼습니다. 블록을 비우려면 아직 쓸모 있는 것을 옮겨야 했습니다.',
    },
    holds(run) {
      const { rewrites, pages } = worn(run, ALL_PAGES);
      return pages > rewrites;
    },
    saw: (run) => saw(run, ALL_PAGES),
  },
  {
    id: 'all-share-the-wear',
    exercise: true,
    says: {
      en: 'In “your turn” one page is rewritten at least twice as often before a block is worn out.',
      ko: '‘직접 해 보기’에서는 블록이 닳기 전에 한 페이지를 적어도 두 배 더 다시 씁니다.',
    },
    holds: (run) =>
      worn(run, YOUR_TURN).rewrites >= 2 * worn(run, WITH_ROOM).rewrites,
    saw: (run) => saw(run, YOUR_TURN),
  },
];

/** @type {import('../../src/notebook/timeline-events.ts').Prediction[]} */
export const predictions = [
  {
    id: 'bytes-for-a-byte',
    asks: {
      en: 'A page has 4,096 bytes. 256 of them are changed one after another, with a flush after each. How many bytes does the device write?',
      ko: '한 페이지는 4,096바이트입니다. 그 가운데 256바이트를 하나씩 바꾸고, 바꿀 때마다 플러시합니다. 장치는 몇 바이트를 쓸까요?',
    },
    choices: [256, 4096, 1_048_576].map((number) => ({
      says: {
        en: number.toLocaleString('en'),
        ko: `${number.toLocaleString('en')}바이트`,
      },
      holds: (run) => bytes(run, 'after each') === number,
    })),
    saw: (run) => ({
      en: `${bytes(run, 'after each').toLocaleString('en')} bytes`,
      ko: `${bytes(run, 'after each').toLocaleString('en')}바이트`,
    }),
  },
  {
    id: 'same-place',
    asks: {
      en: 'Each block of the chip bears a hundred erasures. One page is rewritten again and again, and the device puts it wherever there is room. How many rewrites until a block is worn out?',
      ko: '칩의 블록은 지우기를 백 번 견딥니다. 한 페이지를 거듭 다시 쓰고, 장치는 그것을 빈 곳에 둡니다. 블록 하나가 닳을 때까지 몇 번이나 다시 쓸 수 있을까요?',
    },
    choices: [
      {
        says: { en: 'A hundred', ko: '백 번' },
        holds: (run) => worn(run, WITH_ROOM).rewrites === 100,
      },
      {
        says: { en: 'Some hundreds', ko: '몇백 번' },
        holds(run) {
          const { rewrites } = worn(run, WITH_ROOM);
          return rewrites > 100 && rewrites < 1000;
        },
      },
      {
        says: { en: 'Thousands', ko: '몇천 번' },
        holds: (run) => worn(run, WITH_ROOM).rewrites >= 1000,
      },
    ],
    saw: (run) => saw(run, WITH_ROOM),
  },
];

/**
 * How many pages the device wrote for 256 bytes.
 * @param {Run} run
 * @param {string} flushed
 */
function pages(run, flushed) {
  return number(run, flushed, /pages (\d+)/);
}

/**
 * @param {Run} run
 * @param {string} flushed
 */
function bytes(run, flushed) {
  return number(run, flushed, /bytes (\d+)/);
}

/**
 * @param {Run} run
 * @param {string} flushed
 * @param {RegExp} pattern
 */
function number(run, flushed, pattern) {
  const start = `  flushed ${flushed}: `;
  const line = run.output
    .split('\n')
    .find((line) => line.startsWith(start));
  return Number(pattern.exec(line ?? '')?.[1]);
}

/**
 * What it took until a block was worn out, and how worn each was then.
 * @param {Run} run
 * @param {string} way
 */
function worn(run, way) {
  const [, rewrites, pages, erased = ''] =
    new RegExp(
      `^  ${way}\n    rewrites (\\d+), pages (\\d+)\n    erasures of each block: ([\\d ]+)$`,
      'm',
    ).exec(run.output) ?? [];
  return {
    rewrites: Number(rewrites),
    pages: Number(pages),
    erased: erased === '' ? [] : erased.split(' ').map(Number),
  };
}

/**
 * @param {Run} run
 * @param {string} way
 */
function saw(run, way) {
  const { rewrites, pages } = worn(run, way);
  return {
    en: `rewrites: ${rewrites}, pages written: ${pages}`,
    ko: `다시 쓰기 ${rewrites}번, 쓴 페이지 ${pages}개`,
  };
}
