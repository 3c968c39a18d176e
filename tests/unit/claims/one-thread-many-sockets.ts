import {
  type Changes,
  type Answers,
  type Wrong,
  beatBetween,
  isReceive,
  labelled,
  replace,
} from '../../fixtures/changed-run.ts';
import type { Run } from '../../../src/notebook/timeline-events.ts';

/** For each claim a run of which it does not hold, made from the recorded one. */
export const spoilt: Changes = {
  'a-thousand': (run) => replace(run, '1000 connections', '999 connections'),
  'no-thread-more': (run) => replace(run, 'Threads more: 0', 'Threads more: 1000'),
  'silence-is-free': (run) => replace(run, 'run for them: 0', 'run for them: 7'),
  'pool-is-free': (run) => replace(run, 'has read a file', ''),
  'one-wakes': (run) => replace(run, 'Callbacks run: 1', 'Callbacks run: 1000'),
  'all-answered': (run) => replace(run, '01f87129', '00000000'),
};

/** The other way round: a run of which the exercise's claim holds. */
export const solved: Changes = {
  'nobody-held-up': hashLast,
  'no-standstill': (run) => beatBeforeHash(run, 1),
};

/** Answers that come close: what they do, and the run that comes of it. */
export const wrong: Wrong = {
  'no-standstill': {
    'puts the hash off and then blocks': (run) => {
      hashLast(run);
      beatBeforeHash(run, 0.1);
    },
  },
};

/** By question: what the recorded run answers, and runs that answer with each other choice. */
export const answers: Answers = {
  'while-silent': {
    recorded: 0,
    others: { 1: (run) => replace(run, 'run for them: 0', 'run for them: 7000') },
  },
  'one-speaks': {
    recorded: 0,
    others: { 1: (run) => replace(run, 'Callbacks run: 1', 'Callbacks run: 1000') },
  },
  'who-is-first': {
    recorded: 1,
    others: { 0: hashLast },
  },
};

/** Lets the answer that is a hash come after the others. */
function hashLast(run: Run): void {
  replace(run, /Answers: (\w+), (.*)/, 'Answers: $2, $1');
}

/** Lets the heart beat on from the question for a hash to its answer, or for a part of that. */
function beatBeforeHash(run: Run, part: number): void {
  const from = labelled(run, 'send', 'a hash').at;
  const { lane } = labelled(run, 'lane', 'client 11');
  const to = run.events.filter(isReceive).find((event) => event.lane === lane)!.at;
  beatBetween(run, from, from + part * (to - from));
}
