import { type Changes, type Answers, replace, drop } from '../../fixtures/changed-run.ts';

/** For each claim a run of which it does not hold, made from the recorded one. */
export const spoilt: Changes = {
  'ten-promises': (run) => (run.output = run.output.replace('10 jobs', '9 jobs')),
  'memory-loses': (run) =>
    (run.output = run.output.replace('found after the crash: 0', 'found after the crash: 8')),
  'fsync-first': (run) => drop(run, 'write and fsync', 9),
  'journal-keeps': (run) => {
    run.output = run.output.replace(/(journal:[^]*never sent: )0/, '$11');
  },
  'at-least-once': (run) => drop(run, 'job 3', 2),
};

/** The other way round: a run of which the exercise's claim holds. */
export const solved: Changes = {
  'no-mail-twice': (run) => {
    run.output = run.output.replace(/sent twice: 1/, 'sent twice: 0');
  },
};

/** By question: what the recorded run answers, and runs that answer with each other choice. */
export const answers: Answers = {
  'from-memory': {
    recorded: 0,
    others: { 1: (run) => replace(run, 'found after the crash: 0', 'found after the crash: 8') },
  },
  'begun-twice': { recorded: 1, others: { 0: (run) => drop(run, 'job 3', 2) } },
};
