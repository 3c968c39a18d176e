import { type Changes, type Answers, drop, instant } from '../../fixtures/changed-run.ts';

/** For each claim a run of which it does not hold, made from the recorded one. */
export const spoilt: Changes = {
  'gives-up': (run) => (run.output = run.output.replace('has its answer', 'has none')),
  'work-goes-on': (run) => instant(run, 'order /blind'),
  'one-wish-many-orders': (run) => drop(run, 'order /blind', 1),
  'backs-off': (run) => (run.output = run.output.replace('of at most 160', 'of at most 80')),
};

/** The other way round: a run of which the exercise's claim holds. */
export const solved: Changes = {
  'one-order': (run) => {
    drop(run, 'order /yours', 1);
    run.output = run.output.replace(/(Your turn: order )\d/, '$11');
  },
};

/** By question: what the recorded run answers, and runs that answer with each other choice. */
export const answers: Answers = {
  'given-up': { recorded: 1, others: { 0: (run) => instant(run, 'order /blind') } },
  'how-many-orders': { recorded: 1, others: { 0: (run) => drop(run, 'order /blind', 1) } },
};
