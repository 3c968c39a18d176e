import { type Changes, type Answers, replace, begin } from '../../fixtures/changed-run.ts';

/** For each claim a run of which it does not hold, made from the recorded one. */
export const spoilt: Changes = {
  stays: (run) => replace(run, /(stays: .* got) 12/, '$1 13'),
  forgets: (run) => replace(run, /(forgets: .* 3) 9/, '$1 8 9'),
  remembers: (run) => replace(run, /(remembers: .* 4) 5/, '$1'),
  'was-away': (run) => (begin(run, 'connected')[4]!.at -= 10_000),
};

/** The other way round: a run of which the exercise's claim holds. */
export const solved: Changes = {
  'knows-all': (run) => replace(run, /(long gone: .* 1 2) /, '$1 3 4 5 '),
};

/** By question: what the recorded run answers, and runs that answer with each other choice. */
export const answers: Answers = {
  'without-a-word': {
    recorded: 1,
    others: { 0: (run) => replace(run, /(forgets: .* got) 7/, '$1 12') },
  },
};
