import {
  type Changes,
  type Answers,
  begin,
  end,
  countOnly,
  middle,
  beatIn,
  instant,
  silence,
} from '../../fixtures/changed-run.ts';

/** For each claim a run of which it does not hold, made from the recorded one. */
export const spoilt: Changes = {
  'blocking-waits': (run) => beatIn(run, 'getSync'),
  'fetch-goes-on': (run) => silence(run, 'fetch'),
  'no-sooner': (run) => (end(run, begin(run, 'works')[0]!.span).at = Infinity),
  'same-answer': (run) => (run.output = run.output.replace('fetch: here', 'fetch: there')),
};

/** The other way round: a run of which the exercise's claim holds. */
export const solved: Changes = {
  'whole-answer': (run) => (run.output += 'your turn: here it is\n'),
};

/** By question: what the recorded run answers, and runs that answer with each other choice. */
export const answers: Answers = {
  'blocking-work': {
    recorded: 1,
    others: {
      0: (run) => {
        const at = middle(run, begin(run, 'getSync')[0]!.span);
        run.events.push({ type: 'counter', at, counter: 'own work', value: 1 });
      },
    },
  },
  'fetch-work': { recorded: 0, others: { 1: (run) => countOnly(run, 'own work', 0) } },
  sooner: {
    recorded: 2,
    others: { 0: (run) => instant(run, 'getSync'), 1: (run) => instant(run, 'fetch') },
  },
};
