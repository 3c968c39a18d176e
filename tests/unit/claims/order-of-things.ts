import { type Changes, type Answers, last } from '../../fixtures/changed-run.ts';

/** For each claim a run of which it does not hold, made from the recorded one. */
export const spoilt: Changes = {
  'sync-first': (run) => last(run, 'ES module', 'sync'),
  'loop-last': (run) => last(run, 'CommonJS script', 'microtask'),
  'one-queue': (run) => last(run, 'I/O callback', 'promise'),
  'script-ticks-first': (run) => last(run, 'CommonJS script', 'nextTick'),
  'module-promises-first': (run) => last(run, 'ES module', 'promise'),
  'io-ticks-first': (run) => last(run, 'I/O callback', 'nextTick'),
  'io-immediate-first': (run) => last(run, 'I/O callback', 'immediate'),
};

/** The other way round: a run of which the exercise's claim holds. */
export const solved: Changes = {
  'in-step': (run) => {
    for (const letter of 'INSTEP') last(run, 'your turn', letter);
  },
};

/** By question: what the recorded run answers, and runs that answer with each other choice. */
export const answers: Answers = {
  'first-in-script': {
    recorded: 0,
    others: { 1: (run) => last(run, 'CommonJS script', 'nextTick') },
  },
  'first-in-module': { recorded: 1, others: { 0: (run) => last(run, 'ES module', 'promise') } },
  'first-in-io': { recorded: 1, others: { 0: (run) => last(run, 'I/O callback', 'immediate') } },
};
