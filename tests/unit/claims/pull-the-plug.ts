import { type Answers, type Changes } from '../../fixtures/changed-run.ts';

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

/** What the recorded run answers, and runs that answer otherwise. */
export const answers: Answers = {
  'how-many-are-left': {
    recorded: 1,
    others: {
      0: (run) => {
        const all = Array.from({ length: 20 }, (_, i) => i + 1).join(' ');
        run.output = run.output.replace(/(crashes; left: ).*/, `$1${all}`);
      },
      2: (run) => (run.output = run.output.replace(/(crashes; left: ).*/, '$1none')),
    },
  },
  'without-fsync': {
    recorded: 0,
    others: {
      1: (run) => (run.output = run.output.replace('none', '1 2')),
      2: (run) => (run.output = run.output.replace(/(crashes; left: ).*/g, '$1none')),
    },
  },
};
