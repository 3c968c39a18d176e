import {
  type Changes,
  type Answers,
  begin,
  end,
  drop,
  instant,
} from '../../fixtures/changed-run.ts';

/** For each claim a run of which it does not hold, made from the recorded one. */
export const spoilt: Changes = {
  'three-leave-room': (run) => (end(run, begin(run, 'file')[0]!.span).at = Infinity),
  'four-leave-none': (run) => instant(run, 'file'),
  'all-answered': (run) => drop(run, 'hash 4', 1),
};

/** The other way round: a run of which the exercise's claim holds. */
export const solved: Changes = {
  'a-fifth-thread': (run) => instant(run, 'file'),
};

/** By question: what the recorded run answers, and runs that answer with each other choice. */
export const answers: Answers = {
  three: {
    recorded: 0,
    others: { 1: (run) => (end(run, begin(run, 'file')[0]!.span).at = Infinity) },
  },
  four: { recorded: 1, others: { 0: (run) => instant(run, 'file') } },
};
