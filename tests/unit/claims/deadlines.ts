import {
  type Changes,
  type Answers,
  type Wrong,
  begin,
  drop,
  instant,
  labelled,
  replace,
} from '../../fixtures/changed-run.ts';
import type { Run } from '../../../src/notebook/timeline-events.ts';

/** For each claim a run of which it does not hold, made from the recorded one. */
export const spoilt: Changes = {
  'gives-up': (run) => (run.output = run.output.replace('has its answer', 'has none')),
  'work-goes-on': (run) => instant(run, 'order /blind'),
  'one-wish-many-orders': (run) => drop(run, 'order /blind', 1),
  'backs-off': (run) => (run.output = run.output.replace('of at most 160', 'of at most 80')),
};

/** The other way round: a run of which the exercise's claim holds. */
export const solved: Changes = {
  'one-order': oneOrder,
};

/** Answers that come close: what they do, and the run that comes of it. */
export const wrong: Wrong = {
  'one-order': {
    'waits without a deadline': (run) => {
      oneOrder(run);
      const { lane } = labelled(run, 'lane', 'second client');
      const [, ...again] = begin(run, 'attempt').filter((event) => event.lane === lane);
      drop(run, 'attempt', begin(run, 'attempt').length - again.length);
    },
  },
};

/** By question: what the recorded run answers, and runs that answer with each other choice. */
export const answers: Answers = {
  'given-up': { recorded: 1, others: { 0: (run) => instant(run, 'order /blind') } },
  'how-many-orders': { recorded: 1, others: { 0: (run) => drop(run, 'order /blind', 1) } },
};

/** Lets the shop make one order of the reader's. */
function oneOrder(run: Run): void {
  drop(run, 'order /yours', 1);
  replace(run, /(Your turn: order )\d/, '$11');
}
