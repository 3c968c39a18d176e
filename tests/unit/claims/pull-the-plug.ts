import { type Changes } from '../../fixtures/changed-run.ts';

/** For each claim a run of which it does not hold, made from the recorded one. */
export const spoilt: Changes = {
  'waited-is-kept': (run) => (run.output = run.output.replace('cut; left: 1 2', 'cut; left: 1')),
  'hurried-is-lost': (run) => (run.output = run.output.replace(/10$/m, '10 11')),
  'one-fsync-each': (run) => (run.output = run.output.replace('10 fsyncs', '9 fsyncs')),
  'fsync-off-trusts-the-power': (run) => (run.output = run.output.replace('none', '1')),
  'a-beginning-is-left': (run) => (run.output = run.output.replace('9 10', '10')),
};

/** The other way round: a run of which the exercise's claim holds. */
export const solved: Changes = {
  'saved-at-once': (run) => {
    const all = Array.from({ length: 30 }, (_, i) => i + 1).join(' ');
    run.output = run.output
      .replace(/(?<=again; left: ).*/, all)
      .replace(/(?<=your turn: )\d+/, '1');
  },
};
