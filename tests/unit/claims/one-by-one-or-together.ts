import { type Changes, type Answers, replace, begin, end } from '../../fixtures/changed-run.ts';

/** For each claim a run of which it does not hold, made from the recorded one. */
export const spoilt: Changes = {
  'one-under-way': (run) => (begin(run, 'B')[0]!.at = begin(run, 'A')[0]!.at),
  'six-under-way': (run) => (begin(run, 'F')[1]!.at = end(run, begin(run, 'F')[1]!.span).at),
  'waits-overlap': (run) => (begin(run, 'A')[1]!.at -= 10_000),
  'answers-in-order': (run) => replace(run, 'together: a b', 'together: b a'),
  'all-gives-up': (run) => replace(run, 'all: rejected, 2', 'all: rejected, 0'),
  'race-takes-the-first': (run) => replace(run, 'race: rejected', 'race: fulfilled'),
  'any-takes-an-answer': (run) => replace(run, 'any: fulfilled', 'any: rejected'),
  'all-settled-waits': (run) => replace(run, 'fulfilled, 0', 'fulfilled, 2'),
  'never-four': (run) => (begin(run, 'D')[2]!.at = begin(run, 'A')[2]!.at),
};

/** The other way round: a run of which the exercise's claim holds. */
export const solved: Changes = {
  'no-empty-place': (run) => (begin(run, 'D')[2]!.at = end(run, begin(run, 'B')[2]!.span).at),
};

/** By question: what the recorded run answers, and runs that answer with each other choice. */
export const answers: Answers = {
  'how-long': { recorded: 1, others: { 0: (run) => (begin(run, 'A')[1]!.at -= 10_000) } },
  'in-which-order': {
    recorded: 0,
    others: {
      1: (run) => {
        const last = Math.max(...run.events.map(({ at }) => at));
        for (const [i, label] of [...'FEDCBA'].entries()) {
          end(run, begin(run, label)[1]!.span).at = last + i;
        }
        run.output = run.output.replace(/together: .*/, 'together: f e d c b a');
      },
    },
  },
  'the-others': {
    recorded: 0,
    others: { 1: (run) => replace(run, 'all: rejected, 2', 'all: rejected, 0') },
  },
  'the-race': {
    recorded: 1,
    others: { 0: (run) => replace(run, 'race: rejected', 'race: fulfilled') },
  },
};
