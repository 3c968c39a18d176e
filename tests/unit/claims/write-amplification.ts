import { type Answers, type Change, type Changes, replace } from '../../fixtures/changed-run.ts';

/** Says another number of rewrites. */
const rewrites =
  (way: string, number: number): Change =>
  (run) =>
    replace(run, new RegExp(`(?<=^  ${way}\n    rewrites )\\d+`, 'm'), String(number));

/** Says other erasures. */
const erasures =
  (way: string, from: RegExp, to: string): Change =>
  (run) =>
    replace(
      run,
      new RegExp(`(?<=^  ${way}\n.*\n    erasures of each block: )${from.source}`, 'm'),
      to,
    );

/** For each claim a run of which it does not hold, made from the recorded one. */
export const spoilt: Changes = {
  'a-page-for-a-byte': (run) => replace(run, 'once: pages 1,', 'once: pages 256,'),
  'one-place-dies': erasures('one page, in place', /100 0/, '100 1'),
  'spread-lasts': rewrites('one page, where there is room', 1000),
  'still-blocks-stay-new': erasures('one page, where there is room', /(0 ){6}/, '1 1 1 1 1 1 '),
  'moving-costs-writes': rewrites('all pages, where there is room', 99_999),
};

/** The other way round: a run of which the exercise's claim holds. */
export const solved: Changes = { 'all-share-the-wear': rewrites('your turn', 8817) };

/** By question: what the recorded run answers, and runs that answer with each other choice. */
export const answers: Answers = {
  'bytes-for-a-byte': {
    recorded: 2,
    others: {
      0: (run) => replace(run, 'bytes 1048576', 'bytes 256'),
      1: (run) => replace(run, 'bytes 1048576', 'bytes 4096'),
    },
  },
  'same-place': {
    recorded: 2,
    others: {
      0: rewrites('one page, where there is room', 100),
      1: rewrites('one page, where there is room', 800),
    },
  },
};
