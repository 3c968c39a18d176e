import { type Changes, type Answers, replace, begin, end } from '../../fixtures/changed-run.ts';

/** For each claim a run of which it does not hold, made from the recorded one. */
export const spoilt: Changes = {
  lost: (run) => replace(run, 'found 90', 'found 70'),
  'all-read-before-any-writes': (run) =>
    (end(run, begin(run, 'reads')[2]!.span).at = end(run, begin(run, 'writes')[0]!.span).at),
  'nobody-noticed': (run) => replace(run, 'first: fulfilled', 'first: rejected'),
  'one-go': (run) => replace(run, 'found 70', 'found 80'),
  'one-refused': (run) => replace(run, 'your turn: fulfilled', 'your turn: rejected'),
};

/** The other way round: a run of which the exercise's claim holds. */
export const solved: Changes = {
  'nothing-lost': (run) => (run.output = run.output.replace(/90(?=\n$)/, '70')),
  'one-at-a-time': (run) => {
    const all = [...begin(run, 'reads').slice(3), ...begin(run, 'writes').slice(2)];
    const last = Math.max(...run.events.map(({ at }) => at));
    all.forEach((from, i) => {
      from.at = last + i * 10;
      end(run, from.span).at = from.at + 10;
    });
  },
};

/** By question: what the recorded run answers, and runs that answer with each other choice. */
export const answers: Answers = {
  'how-much': {
    recorded: 2,
    others: {
      0: (run) => replace(run, 'found 90', 'found 70'),
      1: (run) => replace(run, 'found 90', 'found 80'),
    },
  },
};
