import {
  type Changes,
  type Answers,
  replace,
  begin,
  labelled,
  instant,
} from '../../fixtures/changed-run.ts';

/** For each claim a run of which it does not hold, made from the recorded one. */
export const spoilt: Changes = {
  'start-is-dear': (run) => instant(run, 'start'),
  'copy-is-dear': (run) => instant(run, 'copy'),
  'copied-is-apart': (run) => (run.output = run.output.replace('first is 0', 'first is 7')),
  'transferred-is-gone': (run) => (run.output = run.output.replace('red: 0', 'red: 16777216')),
  'shared-is-one': (run) => (run.output = run.output.replace('first is 7', 'first is 0')),
  'right-sums': (run) => (run.output = run.output.replace('5000', '5001')),
};

/** The other way round: a run of which the exercise's claim holds. */
export const solved: Changes = {
  'one-thread': (run) => {
    const { lane } = labelled(run, 'lane', 'adder');
    for (const event of begin(run, 'adds')) event.lane = lane;
    run.events = run.events.filter(
      (event) => event.type !== 'lane' || event.label !== 'adder' || event.lane === lane,
    );
  },
};

/** By question: what the recorded run answers, and runs that answer with each other choice. */
export const answers: Answers = {
  longest: {
    recorded: 0,
    others: {
      1: (run) => ['copy', 'share'].forEach((way) => instant(run, way)),
      2: (run) => ['copy', 'transfer'].forEach((way) => instant(run, way)),
    },
  },
  seven: {
    recorded: 2,
    others: {
      0: (run) => {
        replace(run, 'first is 7', 'first is 0');
        replace(run, 'first is 0', 'first is 7');
      },
      1: (run) => {
        replace(run, 'first is 7', 'first is 0');
        replace(run, 'first is nothing', 'first is 7');
      },
    },
  },
};
