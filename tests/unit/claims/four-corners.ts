import { type Changes, type Wrong, beatIn, beatOn, silence } from '../../fixtures/changed-run.ts';

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
  'your-turn-beats': (run) => beatOn(run, 'your turn'),
};

/** Answers that come close: what they do, and the run that comes of it. */
export const wrong: Wrong = {
  'your-turn-beats': {
    'asks in a loop, only later': (run) => beatOn(run, 'your turn', [0, 0.2]),
  },
};
