import { type Changes, beatIn, silence } from '../../fixtures/changed-run.ts';

/** For each claim a run of which it does not hold, made from the recorded one. */
export const spoilt: Changes = {
  'sync-blocking': (run) => beatIn(run, 'readFileSync'),
  'sync-non-blocking': (run) => (run.output = run.output.replace(/asked \d+/, 'asked 1')),
  'async-blocking': (run) => beatIn(run, 'sleeps'),
  'async-non-blocking': (run) => silence(run, 'is told'),
  'same-answer': (run) => (run.output = run.output.replace(/\d(?= bytes\n$)/, '')),
};

/** The other way round: a run of which the exercise's claim holds. */
export const solved: Changes = {
  'your-turn-beats': (run) => {
    for (let i = 0; i < 3; i++) beatIn(run, 'your turn');
  },
};
