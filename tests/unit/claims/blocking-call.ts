import {
  type Changes,
  type Answers,
  type Wrong,
  beatIn,
  beatOn,
  beatsIn,
  silence,
} from '../../fixtures/changed-run.ts';

/** For each claim a run of which it does not hold, made from the recorded one. */
export const spoilt: Changes = {
  'pbkdf2-sync-stalls': (run) => beatIn(run, 'pbkdf2Sync'),
  'pbkdf2-async-beats': (run) => silence(run, 'pbkdf2'),
  'same-key': (run) => (run.output = run.output.replace('true', 'false')),
  'read-sync-stalls': (run) => beatIn(run, 'readFileSync'),
  'read-async-beats': (run) => silence(run, 'readFile'),
  'right-hashes': (run) => (run.output = run.output.replace('15fcfb08', '00000000')),
};

/** The other way round: a run of which the exercise's claim holds. */
export const solved: Changes = {
  'hashing-beats': (run) => beatOn(run, 'your turn'),
};

/** Answers that come close: what they do, and the run that comes of it. */
export const wrong: Wrong = {
  'hashing-beats': {
    'pauses and then blocks': (run) => beatOn(run, 'your turn', [0, 0.2]),
    'pauses between two blocking hashes': (run) => beatOn(run, 'your turn', [0.45, 0.55]),
  },
};

/** By question: what the recorded run answers, and runs that answer with each other choice. */
export const answers: Answers = {
  'beats-in-sync': {
    recorded: 0,
    others: { 1: (run) => beatIn(run, 'pbkdf2Sync'), 2: (run) => beatsIn(run, 'pbkdf2Sync') },
  },
  'beats-in-async': {
    recorded: 2,
    others: {
      0: (run) => silence(run, 'pbkdf2'),
      1: (run) => {
        silence(run, 'pbkdf2');
        beatIn(run, 'pbkdf2');
      },
    },
  },
  'more-reads': {
    recorded: 0,
    others: { 1: (run) => (run.output = run.output.replace(/readFile \d+/, '$&00000')) },
  },
  'beats-in-hash-all': {
    recorded: 0,
    others: { 1: (run) => beatIn(run, 'your turn'), 2: (run) => beatsIn(run, 'your turn') },
  },
};
