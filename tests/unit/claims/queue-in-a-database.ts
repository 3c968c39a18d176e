import {
  type Answers,
  type Changes,
  type Wrong,
  labelled,
  replace,
} from '../../fixtures/changed-run.ts';
import type { Run } from '../../../src/notebook/timeline-events.ts';

/** For each claim a run of which it does not hold, made from the recorded one. */
export const spoilt: Changes = {
  'both-or-neither': (run) => (run.output = run.output.replace('jobs: 1', 'jobs: 2')),
  'two-steps-twice': (run) => (run.output = run.output.replace('jobs 1 1', 'jobs 1')),
  'one-step-once': (run) => (run.output = run.output.replace(/(OneStep: jobs 1)/, '$1 1')),
  'shared-work': (run) => {
    const [first, second] = ['worker 1', 'worker 2'].map((label) => labelled(run, 'lane', label));
    for (const event of run.events) {
      if (event.type === 'begin' && event.lane === first!.lane) event.lane = second!.lane;
    }
  },
};

/** The other way round: a run of which the exercise's claim holds. */
export const solved: Changes = {
  'taken-over': (run) => takeOver(run, 'its lease is over'),
};

/** Answers that come close: what they do, and the run that comes of it. */
export const wrong: Wrong = {
  'taken-over': {
    'does not wait for the lease': (run) => takeOver(run, 'its lease is not over'),
    'does a job twice': (run) => {
      takeOver(run, 'its lease is over');
      replace(run, 'turn: jobs', 'turn: jobs 1');
    },
  },
};

/** What the recorded run answers, and runs that answer otherwise. */
export const answers: Answers = {
  'taken-back': {
    recorded: 0,
    others: {
      1: (run) => (run.output = run.output.replace('jobs: 1', 'jobs: 2')),
      2: (run) => (run.output = run.output.replace('orders: 1', 'orders: 2')),
    },
  },
  'in-two-steps': {
    recorded: 1,
    others: {
      0: (run) => (run.output = run.output.replace(/(TwoSteps: jobs ).*/, '$11 2 3 4 5 6')),
      2: (run) => (run.output = run.output.replace(/(TwoSteps: jobs ).*/, '$11 2 3')),
    },
  },
};

/** Lets another worker do the lost worker's job. */
function takeOver(run: Run, lease: string): void {
  replace(run, 'your turn: jobs', `job 1 again: ${lease}\nyour turn: jobs 1`);
}
