import {
  type Changes,
  type Answers,
  type Wrong,
  inTurn,
  replace,
  begin,
  labelled,
} from '../../fixtures/changed-run.ts';

/** For each claim a run of which it does not hold, made from the recorded one. */
export const spoilt: Changes = {
  'ready-then-copied': (run) =>
    (begin(run, 'copies')[0]!.lane = labelled(run, 'lane', 'kernel').lane),
  'copied-then-done': (run) =>
    (begin(run, 'copies')[6]!.lane = labelled(run, 'lane', 'program').lane),
  'same-text': (run) => replace(run, 'completion: a long', 'completion: a short'),
  'fewer-calls': (run) => replace(run, 'calls 7', 'calls 14'),
  'buffers-held': (run) => replace(run, 'held 3', 'held 1'),
};

/** The other way round: a run of which the exercise's claim holds. */
export const solved: Changes = {
  'nothing-left': (run) =>
    (run.output = run.output.replace(
      /your turn: .*\n.*\n$/,
      'your turn: a long letter for you, with news of everybody. a note. another.\n  calls 13, buffers held 0, unread 0\n',
    )),
};

/** As many reads as some letters take. */
export const wrong: Wrong = {
  'nothing-left': {
    'reads just twice': inTurn(solved['nothing-left']!, (run) =>
      replace(
        run,
        /(your turn: a long letter for you, w).*(\n.*)unread 0\n$/,
        '$1 a note. another.$2unread 22\n',
      ),
    ),
  },
};

/** By question: what the recorded run answers, and runs that answer with each other choice. */
export const answers: Answers = {
  'who-copies': {
    recorded: 1,
    others: {
      0: (run) => {
        for (const copy of begin(run, 'copies')) copy.lane = labelled(run, 'lane', 'program').lane;
      },
    },
  },
  'who-calls-more': {
    recorded: 0,
    others: { 1: (run) => replace(run, 'calls 13', 'calls 4') },
  },
};
