import { type Changes } from '../../fixtures/changed-run.ts';

/** For each claim a run of which it does not hold, made from the recorded one. */
export const spoilt: Changes = {
  'everybody-in': (run) => (run.output = run.output.replace('20 accepted', '19 accepted')),
  'full-house': (run) => {
    run.events = run.events.toSpliced(
      run.events.findIndex(({ type }) => type === 'mark'),
      1,
    );
  },
  'queue-is-bounded': (run) => {
    for (const event of run.events) if (event.type === 'counter') event.value += 1;
  },
  'shorter-wait': (run) => (run.output = run.output.replace(/(longest wait: )\d+/, '$17')),
};

/** The other way round: a run of which the exercise's claim holds. */
export const solved: Changes = {
  'all-in-the-end': (run) => {
    run.output = run.output.replace(/turn: \d+ accepted, \d+/, 'turn: 10 accepted, 0');
  },
};
