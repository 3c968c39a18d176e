import { type Changes, type Answers, replace } from '../../fixtures/changed-run.ts';

/** For each claim a run of which it does not hold, made from the recorded one. */
export const spoilt: Changes = {
  'nobody-dies': (run) => replace(run, 'nobody.js ended with exit code 1', ''),
  'error-is-told': (run) => replace(run, 'Error: The lamp is sold out.', ''),
  'too-late-dies': (run) => replace(run, 'too-late.js', 'too late: heard\ntoo-late.js'),
  'in-time-lives': (run) => replace(run, 'in time:', ''),
  'hook-lives': (run) => replace(run, 'hook: now somebody does', ''),
};

/** The other way round: a run of which the exercise's claim holds. */
export const solved: Changes = {
  caught: (run) =>
    replace(
      run,
      'exercise.js ended with exit code 1',
      'your turn: caught. The lamp is sold out.\nexercise.js ended with exit code 0',
    ),
};

/** By question: what the recorded run answers, and runs that answer with each other choice. */
export const answers: Answers = {
  nobody: {
    recorded: 1,
    others: {
      0: (run) =>
        replace(run, 'nobody.js ended with exit code 1', 'nobody.js ended with exit code 0'),
    },
  },
  'too-late': {
    recorded: 1,
    others: {
      0: (run) => replace(run, 'late.js ended with exit code 1', 'late.js ended with exit code 0'),
    },
  },
  'in-time': {
    recorded: 0,
    others: {
      1: (run) => replace(run, 'time.js ended with exit code 0', 'time.js ended with exit code 1'),
    },
  },
  exercise: {
    recorded: 1,
    others: {
      0: (run) =>
        replace(run, 'exercise.js ended with exit code 1', 'exercise.js ended with exit code 0'),
    },
  },
};
