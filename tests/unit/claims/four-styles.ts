import {
  type Answers,
  type Changes,
  beatIn,
  begin,
  end,
  instant,
  replace,
  silence,
} from '../../fixtures/changed-run.ts';

/** For each claim a run of which it does not hold, made from the recorded one. */
export const spoilt: Changes = {
  'same-task': (run) => replace(run, 'await: ann 0334cf45', 'await: ann ENOENT'),
  'synchronous-stands-still': (run) => beatIn(run, 'synchronous'),
  'others-let-it-beat': (run) => silence(run, 'promises'),
  together: (run) => instant(run, 'key'),
  'bob-need-not-wait': (run) => {
    const [, , , , bob] = begin(run, 'key'); // the second style's
    end(run, bob!.span).at = end(run, begin(run, 'callbacks')[0]!.span).at;
  },
  'callbacks-cost': (run) => replace(run, /^(callbacks .*)3$/m, '$11'),
  'await-reads-alike': (run) => replace(run, /^(await +)12/m, '$113'),
  'yours-beats': (run) => silence(run, 'exercise'),
};

/** The other way round: a run of which the exercise's claim holds. */
export const solved: Changes = {
  'cleo-is-told': (run) => replace(run, /^(exercise: .* cleo ).*$/m, '$1EISDIR'),
  'as-flat': (run) => replace(run, /^exercise .*$/m, 'exercise        12        2            1'),
};

/** By question: what the recorded run answers, and runs that answer with each other choice. */
export const answers: Answers = {
  'where-it-beats': {
    recorded: 1,
    others: {
      0: (run) => ['callbacks', 'promises', 'await'].forEach((style) => silence(run, style)),
      2: (run) => beatIn(run, 'synchronous'),
    },
  },
  'error-places': {
    recorded: 2,
    others: {
      0: (run) => replace(run, /^(callbacks .*)3$/m, '$11'),
      1: (run) => replace(run, /^(callbacks .*)3$/m, '$12'),
    },
  },
};
