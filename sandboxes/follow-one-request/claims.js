// @ts-check

/** @typedef {import('../../src/notebook/timeline-events.ts').Run} Run */

/** Which id each customer's request has. */
const IDS = { ann: '1', bob: '2', cleo: '3' };

/** @type {import('../../src/notebook/timeline-events.ts').Claim[]} */
export const claims = [
  {
    id: 'all-at-once',
    says: {
      en: 'The lines of the three requests are mixed: all three had begun before the first ended.',
      ko: '세 요청의 줄이 섞여 있습니다. 첫 요청이 끝나기 전에 셋이 다 시작했습니다.',
    },
    holds(run) {
      const events = lines(run).map(({ what }) => what);
      return (
        events.filter((what) => what === 'begins').length === 3 &&
        events.filter((what) => what === 'ends').length === 3 &&
        events.lastIndexOf('begins') < events.indexOf('ends')
      );
    },
  },
  {
    id: 'id-goes-along',
    says: {
      en: 'After an await, in a timer and in a callback each line had the id of its own request, and nobody had handed it on.',
      ko: 'await 뒤에서도, 타이머와 콜백 안에서도 모든 줄에 제 요청의 id가 있었습니다. 아무도 건네주지 않았는데도요.',
    },
    holds: (run) =>
      ['after an await', 'in a timer', 'in a callback', 'ends'].every(
        (what) => rightIds(run, what) === 3,
      ),
  },
  {
    id: 'batch-is-answered',
    says: {
      en: 'The batch answered each of the three once.',
      ko: '묶음은 셋에게 한 번씩 답했습니다.',
    },
    holds: (run) =>
      lines(run)
        .filter(({ what }) => what === 'in a batch')
        .map(({ name }) => name)
        .sort()
        .join() === 'ann,bob,cleo',
  },
  {
    id: 'await-tells-who-asked',
    says: {
      en: 'With await throughout, the stack of the error names all three functions, although two of them had long been left.',
      ko: '모두 await를 쓰면 오류의 스택에 세 함수가 다 나옵니다. 그 가운데 둘은 오래전에 떠난 함수인데도요.',
    },
    holds: (run) => stack(run, 'await') === 'query < load < handle',
    saw: (run) => saw(run, 'await'),
  },
  {
    id: 'return-drops-one',
    says: {
      en: 'The function that only returns the promise, without await, is missing from it.',
      ko: 'await 없이 프로미스를 그대로 반환한 함수는 스택에 없습니다.',
    },
    holds: (run) =>
      stack(run, 'return').startsWith('query') &&
      !stack(run, 'return').includes('load'),
    saw: (run) => saw(run, 'return'),
  },
  {
    id: 'then-and-callback-forget',
    says: {
      en: 'With then and with a callback, the stack knows only where it failed, and not who had asked.',
      ko: 'then이나 콜백을 쓰면 스택은 어디서 실패했는지만 알고, 누가 요청했는지는 모릅니다.',
    },
    holds: (run) =>
      stack(run, 'then') === 'query' && stack(run, 'callback') === 'query',
    saw: (run) => saw(run, 'then', 'callback'),
  },
  {
    id: 'own-id-in-the-batch',
    exercise: true,
    says: {
      en: 'In the batch, too, each line has the id of its own request, and the list was opened once for all three.',
      ko: '묶음 안에서도 모든 줄에 제 요청의 id가 있고, 가격표는 셋을 위해 한 번만 열렸습니다.',
    },
    holds: (run) => rightIds(run, 'in a batch') === 3 && opened(run) === 1,
    saw(run) {
      const right = rightIds(run, 'in a batch');
      return {
        en: `${right} of 3 ids, opened: ${opened(run)}`,
        ko: `id 셋 중 ${right}, 연 횟수 ${opened(run)}`,
      };
    },
  },
];

/** @type {import('../../src/notebook/timeline-events.ts').Prediction[]} */
export const predictions = [
  {
    id: 'ids-in-the-batch',
    asks: {
      en: 'The three questions are answered as one batch. How many of the three lines “in a batch” have the id of their own request?',
      ko: '질문 셋은 한 묶음으로 답을 받습니다. ‘in a batch’라는 줄 셋 가운데 제 요청의 id가 있는 것은 몇 줄일까요?',
    },
    choices: [0, 1, 3].map((right) => ({
      says: { en: `${right}`, ko: `${right}` },
      holds: (/** @type {Run} */ run) =>
        lines(run).length > 0 && rightIds(run, 'in a batch') === right,
    })),
  },
  {
    id: 'who-is-missing',
    asks: {
      en: 'handle awaits load, and load returns query’s promise without await. query fails. Which functions are in the stack?',
      ko: 'handle은 load를 await 하고, load는 query의 프로미스를 await 없이 반환합니다. query가 실패합니다. 스택에는 어떤 함수가 나올까요?',
    },
    choices: [
      ['query < load < handle', 'query, load, handle'],
      ['query < handle', 'query, handle'],
      ['query', 'query'],
    ].map(([found = '', says = '']) => ({
      says: { en: says, ko: says },
      holds: (/** @type {Run} */ run) => stack(run, 'return') === found,
    })),
  },
];

/**
 * The log: which id stood before whose line.
 * @param {Run} run
 */
function lines(run) {
  return [...run.output.matchAll(/^\[(.)\] (\w+): (.*)$/gm)].map(
    ([, id, name, what]) => ({ id, name, what }),
  );
}

/**
 * How many lines of that kind have the id of whoever really asked.
 * @param {Run} run
 * @param {string} wanted
 */
function rightIds(run, wanted) {
  return lines(run).filter(
    ({ id, name, what }) =>
      what === wanted && id === IDS[/** @type {keyof typeof IDS} */ (name)],
  ).length;
}

/**
 * How often the price list was opened.
 * @param {Run} run
 */
function opened(run) {
  return Number(
    /^Openings of the price list: (\d+)$/m.exec(run.output)?.[1],
  );
}

/**
 * @param {Run} run
 * @param {string} way
 */
function stack(run, way) {
  return new RegExp(`^${way}: (.*)$`, 'm').exec(run.output)?.[1] ?? '';
}

/**
 * @param {Run} run
 * @param {string[]} ways
 */
function saw(run, ...ways) {
  const found = ways.map((way) => stack(run, way)).join('; ');
  return { en: found, ko: found };
}
