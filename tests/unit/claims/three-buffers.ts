import {
  type Answers,
  type Change,
  type Changes,
  type Wrong,
  inTurn,
  replace,
} from '../../fixtures/changed-run.ts';

/** Says another number of lines: the first that is said after that way and that end. */
const says =
  (way: string, end: string, number: number): Change =>
  (run) =>
    replace(run, new RegExp(`(?<=^${way}\n[^]*?after ${end}: )\\d+`, 'm'), String(number));

const KILL = 'the kill';
const POWER_CUT = String.raw`a power cut \(a model\)`;

/** For each claim a run of which it does not hold, made from the recorded one. */
export const spoilt: Changes = {
  'buffer-dies-with-the-program': says('all in one buffer', KILL, 100),
  'what-was-flushed-is-left': says('a buffer of 30', KILL, 100),
  'page-cache-outlives': says('no buffer', KILL, 90),
  'power-cut-takes-the-cache': says('no buffer, fsync every 40', POWER_CUT, 100),
  'ended-well': (run) => replace(run, 'exit code 0', 'exit code 1'),
};

/** The other way round: a run of which the exercise's claim holds. */
export const solved: Changes = {
  'flushed-before-exit': says('your turn', 'exit code 0', 100),
};

/** Right on a disk that is quicker than that. */
export const wrong: Wrong = {
  'flushed-before-exit': {
    'pauses before the exit': inTurn(
      solved['flushed-before-exit']!,
      says('your turn', 'exit code 0', 0),
    ),
  },
};

/** By question: what the recorded run answers, and runs that answer with each other choice. */
export const answers: Answers = {
  'killed-with-a-buffer': {
    recorded: 1,
    others: { 0: says('a buffer of 30', KILL, 0), 2: says('a buffer of 30', KILL, 100) },
  },
  'killed-without-an-fsync': { recorded: 1, others: { 0: says('no buffer', KILL, 0) } },
  'power-cut-without-an-fsync': { recorded: 0, others: { 1: says('no buffer', POWER_CUT, 100) } },
};
