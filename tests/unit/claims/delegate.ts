import {
  type Changes,
  type Answers,
  replace,
  begin,
  drop,
  beatOf,
  silence,
} from '../../fixtures/changed-run.ts';

/** For each claim a run of which it does not hold, made from the recorded one. */
export const spoilt: Changes = {
  'main-blocks': (run) => beatOf(run, "main's event loop", begin(run, 'reads')[0]!.span),
  'helper-blocks': (run) => beatOf(run, "helper's event loop", begin(run, 'reads')[1]!.span),
  'main-beats': (run) => silence(run, 'reads', 1),
  'main-works': (run) => drop(run, 'own work', 0),
  'handed-back': (run) => (run.output = run.output.replace(/(helper read )\d+/, '$17')),
};

/** The other way round: a run of which the exercise's claim holds. */
export const solved: Changes = {
  'error-comes-back': (run) => {
    run.output = run.output.replace('file.js: 0 bytes', 'file.js: ENOENT: no such file');
  },
};

/** By question: what the recorded run answers, and runs that answer with each other choice. */
export const answers: Answers = {
  'helper-heart': {
    recorded: 1,
    others: {
      0: (run) => beatOf(run, "helper's event loop", begin(run, 'reads')[1]!.span),
    },
  },
  'main-heart': { recorded: 0, others: { 1: (run) => silence(run, 'reads', 1) } },
  'missing-file': {
    recorded: 1,
    others: { 0: (run) => replace(run, 'no-such-file.js: 0 bytes', 'no-such-file.js: ENOENT') },
  },
};
