import {
  type Changes,
  type Answers,
  type Wrong,
  beatIn,
  beatOn,
  silence,
} from '../../fixtures/changed-run.ts';

/** For each claim a run of which it does not hold, made from the recorded one. */
export const spoilt: Changes = {
  'no-await-stalls': (run) => beatIn(run, 'no await'),
  'await-null-stalls': (run) => beatIn(run, 'await null'),
  'set-immediate-beats': (run) => silence(run, 'await setImmediate'),
  'same-count': (run) => (run.output = run.output.replace(/\d(?=\n)/, (n) => `${9 - Number(n)}`)),
};

/** The other way round: a run of which the exercise's claim holds. */
export const solved: Changes = {
  'search-beats': (run) => beatOn(run, 'your turn'),
};

/** Answers that come close: what they do, and the run that comes of it. */
export const wrong: Wrong = {
  'search-beats': {
    'pauses once and then searches': (run) => beatOn(run, 'your turn', [0, 0.2]),
  },
};

/** By question: what the recorded run answers, and runs that answer with each other choice. */
export const answers: Answers = {
  'no-await': { recorded: 1, others: { 0: (run) => beatIn(run, 'no await') } },
  'await-null': { recorded: 1, others: { 0: (run) => beatIn(run, 'await null') } },
  'await-setimmediate': {
    recorded: 0,
    others: { 1: (run) => silence(run, 'await setImmediate') },
  },
};
