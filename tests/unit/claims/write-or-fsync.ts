import { type Answers, type Changes, replace } from '../../fixtures/changed-run.ts';

/** For each claim a run of which it does not hold, made from the recorded one. */
export const spoilt: Changes = {
  'write-alone': (run) => replace(run, /(?<=never: .* up to )100/, '0'),
  'one-each': (run) => replace(run, /(?<=each: writes 100, fsyncs )100/, '99'),
  groups: (run) => replace(run, /(?<=groups of 50: .* up to )50/, '100'),
  once: (run) => replace(run, /(?<=once: writes 1, fsyncs )1/, '0'),
  'fsync-waits': (run) => replace(run, /(?<=each: .*, )[\d.]+ ms/, '0.1 ms'),
  'told-when-safe': (run) => replace(run, '40 of 40', '39 of 40'),
};

/** The other way round: a run of which the exercise's claim holds. */
export const solved: Changes = {
  shared: (run) => replace(run, /(?<=40 of 40, fsyncs )40/, '10'),
};

/** By question: what the recorded run answers, and runs that answer with each other choice. */
export const answers: Answers = {
  'at-risk': {
    recorded: 1,
    others: {
      0: (run) => replace(run, /(?<=groups of 50: .* up to )50/, '0'),
      2: (run) => replace(run, /(?<=groups of 50: .* up to )50/, '100'),
    },
  },
};
