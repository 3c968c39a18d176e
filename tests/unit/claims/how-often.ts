import { type Changes, type Answers, replace } from '../../fixtures/changed-run.ts';

/** For each claim a run of which it does not hold, made from the recorded one. */
export const spoilt: Changes = {
  'more-often-more-requests': (run) => replace(run, /(every 1 s +)\d+/, '$1900'),
  'more-often-sooner': (run) => replace(run, /(every 5 s .*) [\d.]+ s/, '$1 0.01 s'),
  'mostly-in-vain': (run) => replace(run, /(every 0.1 s +\d+ +)\d+/, '$11'),
  'long-poll': (run) => replace(run, /(long poll +)8/, '$19'),
  'one-request': (run) => replace(run, /(events +)1/, '$12'),
};

/** The other way round: a run of which the exercise's claim holds. */
export const solved: Changes = {
  'asks-in-time': (run) =>
    replace(run, /your turn .*/, 'your turn           9        1      0.20 s'),
};

/** By question: what the recorded run answers, and runs that answer with each other choice. */
export const answers: Answers = {
  'how-late': {
    recorded: 1,
    others: {
      0: (run) => replace(run, /(every 5 s .*) [\d.]+ s/, '$1 0.50 s'),
      2: (run) => replace(run, /(every 5 s .*) [\d.]+ s/, '$1 5.10 s'),
    },
  },
  'in-vain': {
    recorded: 1,
    others: { 0: (run) => replace(run, /(every 0.1 s +\d+ +)\d+/, '$11') },
  },
  'long-poll-requests': {
    recorded: 1,
    others: {
      0: (run) => replace(run, /(long poll +)8/, '$11'),
      2: (run) => replace(run, /(long poll +)8/, '$180'),
    },
  },
};
