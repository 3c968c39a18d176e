import { begin, end, type Answers, type Changes } from '../../fixtures/changed-run.ts';
import type { Run } from '../../../src/notebook/timeline-events.ts';

/** For each claim a run of which it does not hold, made from the recorded one. */
export const spoilt: Changes = {
  'goes-on': worksLong,
};

/** The other way round: a run of which the exercise's claim holds. */
export const solved: Changes = {
  doubled: (run) => (run.output = run.output.replace('Twice 21 is 23', 'Twice 21 is 42')),
};

/** By question: what the recorded run answers, and runs that answer with each other choice. */
export const answers: Answers = {
  'what-is-first': { recorded: 0, others: { 1: worksLong } },
};

/** Lets the caller's own work end after everything else. */
function worksLong(run: Run): void {
  end(run, begin(run, 'own work')[0]!.span).at = Math.max(...run.events.map(({ at }) => at)) + 1;
}
