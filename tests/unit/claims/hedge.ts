import { type Answers, type Changes, type Wrong, replace } from '../../fixtures/changed-run.ts';
import type { Run } from '../../../src/notebook/timeline-events.ts';

/** For each claim a run of which it does not hold, made from the recorded one. */
export const spoilt: Changes = {
  'purchases-are-kept': (run) => (run.output = run.output.replace(' 12', '')),
  'flushed-is-left': (run) => (run.output = run.output.replace('up to event 18', 'up to event 19')),
  'few-flushes': (run) => (run.output = run.output.replace(/\d+ times/, '22 times')),
};

/** The other way round: a run of which the exercise's claim holds. */
export const solved: Changes = {
  'never-too-soon': (run) => replace(run, /too soon: \d+/, 'too soon: 0'),
  'none-is-lost': noneIsLost,
};

/** Answers that come close: what they do, and the run that comes of it. */
export const wrong: Wrong = {
  'never-too-soon': {
    'acknowledges seldom, but without a flush': (run) => {
      noneIsLost(run);
      replace(run, /too soon: \d+/, 'too soon: 2');
    },
  },
  'none-is-lost': {
    'never acknowledges': (run) => {
      noneIsLost(run);
      replace(run, /in the queue: \d+/, 'in the queue: 24');
    },
  },
};

/** What the recorded run answers, and runs that answer otherwise. */
export const answers: Answers = {
  'what-is-left': {
    recorded: 1,
    others: {
      0: (run) => (run.output = run.output.replace(/(after the crash: ).*/, '$16 12 18')),
      2: (run) => (run.output = run.output.replace(/(after the crash: ).*/, '$118 19 20 21 22')),
    },
  },
  'how-often-flushed': {
    recorded: 1,
    others: {
      0: (run) => (run.output = run.output.replace(/\d+ times/, '22 times')),
      2: (run) => (run.output = run.output.replace(/\d+ times/, '1 times')),
    },
  },
};

/** Lets all events be there in the end. */
function noneIsLost(run: Run): void {
  replace(run, '18 23', '18 19 20 21 22 23');
}
