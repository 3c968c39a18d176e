import {
  type Changes,
  type Answers,
  type Wrong,
  inTurn,
  replace,
  labelled,
} from '../../fixtures/changed-run.ts';

/** For each claim a run of which it does not hold, made from the recorded one. */
export const spoilt: Changes = {
  'after-commit': (run) => (labelled(run, 'mark', 'hears 1').at -= 10_000),
  'rolled-back': (run) => (labelled(run, 'mark', 'hears 3').label = 'hears 2'),
  everybody: (run) => replace(run, /(subscriber 2 heard of jobs 1 3) 4/, '$1'),
  'too-late': (run) => replace(run, 'late subscriber heard of jobs', '$& 1'),
  'slow-one': (run) => {
    for (const event of run.events) if (event.type === 'counter') event.value %= 2;
  },
};

/** The other way round: a run of which the exercise's claim holds. */
export const solved: Changes = {
  'finds-it-done': (run) => replace(run, /which is at work/g, 'which is done'),
  'both-or-neither': (run) => replace(run, 'job 11: told, at work', 'job 11: not told, at work'),
};

/** Right until the program dies between the two. */
export const wrong: Wrong = {
  'both-or-neither': {
    'changes first and tells then': inTurn(solved['both-or-neither']!, (run) =>
      replace(run, 'job 11: not told, at work', 'job 11: not told, done'),
    ),
  },
};

/** By question: what the recorded run answers, and runs that answer with each other choice. */
export const answers: Answers = {
  'when-heard': {
    recorded: 1,
    others: { 0: (run) => (labelled(run, 'mark', 'hears 1').at -= 10_000) },
  },
  'slow-and-fast': {
    recorded: 1,
    others: {
      0: (run) => {
        for (const event of run.events) if (event.type === 'counter') event.value %= 2;
      },
    },
  },
};
