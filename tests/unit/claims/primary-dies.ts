import { type Changes } from '../../fixtures/changed-run.ts';

/** For each claim a run of which it does not hold, made from the recorded one. */
export const spoilt: Changes = {
  'asynchronous-loses': (run) =>
    (run.output = run.output.replace(/far has.*/, 'far has 1 2 3 4 5')),
  'one-of-two-has-all': (run) => (run.output = run.output.replaceAll('1 2 3 4 5', '1 2 3 4')),
  'all-stands-still': (run) => (run.output = run.output.replace('all: acknowledged 1 2', '$& 3')),
  'logs-are-beginnings': (run) => (run.output = run.output.replaceAll('2 3 4', '2 4')),
};

/** The other way round: a run of which the exercise's claim holds. */
export const solved: Changes = {
  'nothing-lost': (run) => {
    run.output = run.output.replace(/(one of two: [^]*?; lost: ).*/, '$1none');
  },
};
