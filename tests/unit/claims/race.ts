import {
  type Answers,
  type Changes,
  type Wrong,
  inTurn,
  replace,
} from '../../fixtures/changed-run.ts';

/** For each claim a run of which it does not hold, made from the recorded one. */
export const spoilt: Changes = {
  'plain-order-is-fine': (run) => replace(run, 'told 5, true 5', 'told 3, true 5'),
  'some-orders-are-bad': (run) => replace(run, 'price.js: 56', 'price.js: 156'),
  'seed-brings-it-back': (run) => replace(run, /again: .*/, 'again:  A B'),
  shrunk: (run) => replace(run, /shrunk: .*/, 'shrunk: A B Y'),
  'copy-stays': (run) => replace(run, '1 question(s)', '2 question(s)'),
};

/** The other way round: a run of which the exercise's claim holds. */
export const solved: Changes = {
  'no-order-is-bad': (run) => replace(run, /exercise.js: \d+/, 'exercise.js: 0'),
};

/** The price may change on this way, too. */
export const wrong: Wrong = {
  'no-order-is-bad': {
    'asks once more before it keeps the answer': inTurn(solved['no-order-is-bad']!, (run) =>
      replace(run, 'exercise.js: 0', 'exercise.js: 13'),
    ),
  },
};

/** By question: what the recorded run answers, and runs that answer with each other choice. */
export const answers: Answers = {
  'how-many-are-bad': {
    recorded: 1,
    others: {
      0: (run) => replace(run, 'price.js: 56', 'price.js: 0'),
      2: (run) => replace(run, 'price.js: 56', 'price.js: 156'),
    },
  },
  'who-is-needed': {
    recorded: 0,
    others: {
      1: (run) => replace(run, /shrunk: .*/, 'shrunk: A B Y'),
      2: (run) => replace(run, /shrunk: .*/, 'shrunk: A B C X Y'),
    },
  },
};
