import {
  replace,
  type Answers,
  type Changes,
  type Wrong,
  inTurn,
} from '../../fixtures/changed-run.ts';

/** For each claim a run of which it does not hold, made from the recorded one. */
export const spoilt: Changes = {
  'asynchronous-loses': (run) =>
    (run.output = run.output.replace(/far has.*/, 'far has 1 2 3 4 5')),
  'one-of-two-has-all': (run) => (run.output = run.output.replaceAll('1 2 3 4 5', '1 2 3 4')),
  'all-have-it': (run) => (run.output = run.output.replace(/(all: .*\n {2}far has 1).*/, '$1')),
  'all-stands-still': (run) => (run.output = run.output.replace(/all: acknowledged .*/, '$& 4')),
  'logs-are-beginnings': (run) => (run.output = run.output.replaceAll('2 3 4', '2 4')),
};

/** The other way round: a run of which the exercise's claim holds. */
export const solved: Changes = {
  'nothing-lost': (run) => {
    run.output = run.output.replace(/(one of two: [^]*?; lost: ).*/, '$1none');
  },
  'longest-log': (run) => replace(run, 'near, far: near takes', 'near, far: far takes'),
};

/** Right until the far replica has more. */
export const wrong: Wrong = {
  'longest-log': {
    'promotes the near one, whatever it has': inTurn(solved['longest-log']!, (run) => {
      run.output = run.output.replace(/(listed .*): far takes/g, '$1: near takes');
    }),
    'promotes the last in the list': inTurn(solved['longest-log']!, (run) =>
      replace(run, 'far, near: far takes', 'far, near: near takes'),
    ),
  },
};

/** What the recorded run answers, and runs that answer otherwise. */
export const answers: Answers = {
  'all-and-one-away': {
    recorded: 1,
    others: {
      0: (run) => (run.output = run.output.replace(/(all: acknowledged ).*/, '$11 2 3 4 5')),
    },
  },
  'asynchronous-and-dead': {
    recorded: 1,
    others: { 0: (run) => (run.output = run.output.replace(/lost: .*/, 'lost: none')) },
  },
};
