import { type Answers, type Changes } from '../../fixtures/changed-run.ts';

/** For each claim a run of which it does not hold, made from the recorded one. */
export const spoilt: Changes = {
  'on-waits': (run) => (run.output = run.output.replace('; 0 at risk', '; 8 at risk')),
  'off-does-not': (run) => (run.output = run.output.replace(/(off  commit 3.*;) \d+/, '$1 0')),
  'notes-still-fast': (run) => (run.output = run.output.replace(/\d+(?= at risk\n$)/, '0')),
};

/** The other way round: a run of which the exercise's claim holds. */
export const solved: Changes = {
  'order-is-safe': (run) => (run.output = run.output.replace(/(order.*;) \d+/, '$1 0')),
};

/** What the recorded run answers, and runs that answer otherwise. */
export const answers: Answers = {
  'after-on': {
    recorded: 0,
    others: { 1: (run) => (run.output = run.output.replace('; 0 at risk', '; 8 at risk')) },
  },
  'after-off': {
    recorded: 2,
    others: {
      0: (run) => (run.output = run.output.replace(/(off  commit 5.*;) \d+/, '$1 0')),
      1: (run) => (run.output = run.output.replace(/(off  commit .*;) \d+/g, '$1 80')),
    },
  },
};
