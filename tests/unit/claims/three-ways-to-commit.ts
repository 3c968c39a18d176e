import {
  begin,
  type Answers,
  type Changes,
  type Wrong,
  inTurn,
  replace,
  labelled,
} from '../../fixtures/changed-run.ts';

/** For each claim a run of which it does not hold, made from the recorded one. */
export const spoilt: Changes = {
  'primary-first': (run) => (labelled(run, 'send', 'record').at = run.events[0]!.at),
  'asynchronous-waits-for-none': (run) => (run.output = run.output.replace('none', 'near')),
  'one-of-two-waits-for-one': (run) => (run.output = run.output.replace('near', 'near+far')),
  'all-wait-for-all': (run) => (run.output = run.output.replace('near+far', 'near')),
  'as-slow-as-the-link': (run) =>
    (run.output = run.output.replace('at least', 'at least 500 ms, or')),
};

/** The other way round: a run of which the exercise's claim holds. */
export const solved: Changes = {
  'any-one-will-do': (run) => {
    run.output = run.output.replace(/(your turn: acknowledged by ).*/, '$1near, near, near');
  },
};

/** Right as long as the far replica is the first in the list. */
export const wrong: Wrong = {
  'any-one-will-do': {
    'waits for the second in the list': inTurn(solved['any-one-will-do']!, (run) =>
      replace(run, /(near one first: acknowledged by ).*/, '$1near+far, near+far, near+far'),
    ),
  },
};

/** What the recorded run answers, and runs that answer otherwise. */
export const answers: Answers = {
  'which-link': {
    recorded: 0,
    others: {
      1: (run) => (run.output = run.output.replace(/(two: acknowledged by ).*/, '$1far, far, far')),
      2: (run) =>
        (run.output = run.output.replace(
          /(two: acknowledged by ).*/,
          '$1near, near+far, near+far',
        )),
    },
  },
  'what-is-sent': {
    recorded: 2,
    others: {
      0: (run) => (begin(run, 'flushes its log')[1]!.at = labelled(run, 'send', 'record').at),
      1: (run) => (labelled(run, 'send', 'record').at = run.events[0]!.at),
    },
  },
};
