import { type Changes, type Answers, begin, end } from '../../fixtures/changed-run.ts';

/** For each claim a run of which it does not hold, made from the recorded one. */
export const spoilt: Changes = {
  'ticket-at-once': (run) => {
    for (const { span } of begin(run, 'takes a ticket')) end(run, span).at = Infinity;
  },
  accepted: (run) => (run.output = run.output.replace('202', '200')),
  'server-is-free': (run) => {
    run.events = run.events.filter(({ type }) => type !== 'beat');
  },
  'nothing-held-open': (run) => (end(run, begin(run, 'asks')[0]!.span).at = Infinity),
  'all-redeemed': (run) => (run.output = run.output.replace('done, ', 'waiting, ')),
};

/** The other way round: a run of which the exercise's claim holds. */
export const solved: Changes = {
  'place-in-line': (run) => {
    run.output = run.output.replace(
      /(\d)(: waiting, )\?/g,
      (_, id, words) => `${id}${words}${id - 2}`,
    );
  },
};

/** By question: what the recorded run answers, and runs that answer with each other choice. */
export const answers: Answers = {
  'last-ticket': {
    recorded: 0,
    others: {
      1: (run) => {
        for (const { span } of begin(run, 'takes a ticket')) end(run, span).at = Infinity;
      },
    },
  },
  heart: {
    recorded: 0,
    others: {
      1: (run) => {
        run.events = run.events.filter(({ type }) => type !== 'beat');
      },
    },
  },
};
