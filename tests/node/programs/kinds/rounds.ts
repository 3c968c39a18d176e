/** What a round begins in: its tasks stand in a callback of this kind. */
import type { Kinds } from '../tree.ts';

/** The first round is the main script, which is `microtask` where it is not the first. */
const ROOTS: ((round: string) => string)[] = [
  (round) => `queueMicrotask(${round})`,
  (round) => `setTimeout(${round})`,
  (round) => `setImmediate(${round})`,
  (round) => `fs.readFile(file, ${round})`,
  (round) => `fs.promises.readFile(file).then(${round})`,
  (round) => `post(${round})`,
];

export const rounds: Kinds = {
  round: {
    slot: 'round',
    numbers: { root: ROOTS.length },
    code: ({ body, choice }) => {
      return `rounds.push(() => ${choice('root', ROOTS)(`job(() => ${body})`)});`;
    },
  },
  /** After a file was read, immediates come before timers: the one place where both may be pending. */
  'mixed-round': {
    slot: 'round',
    blocks: [{ of: 'mixed' }],
    code: ({ steps }) => {
      const { here } = steps(0, '');
      return `rounds.push(() => fs.readFile(file, job(() => {\n${here.join('\n')}\n})));`;
    },
  },
};

const inTick = (isInTick: number, call: string): string =>
  isInTick ? `process.nextTick(job(() => {\n${call}\n}));` : call;

export const mixed: Kinds = {
  'mixed-timeout': {
    slot: 'mixed',
    numbers: { tick: 2 },
    blocks: [{ pending: 'timers' }],
    code: ({ body, number }) => inTick(number('tick'), `setTimeout(job(() => ${body}));`),
  },
  'mixed-immediate': {
    slot: 'mixed',
    numbers: { tick: 2 },
    blocks: [{ pending: 'none' }],
    code: ({ body, number }) => inTick(number('tick'), `setImmediate(job(() => ${body}));`),
  },
};
