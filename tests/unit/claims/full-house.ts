import {
  replace,
  type Answers,
  type Changes,
  type Wrong,
  inTurn,
} from '../../fixtures/changed-run.ts';

/** For each claim a run of which it does not hold, made from the recorded one. */
export const spoilt: Changes = {
  'everybody-in': (run) => (run.output = run.output.replace('20 accepted', '19 accepted')),
  'full-house': (run) => {
    run.events = run.events.toSpliced(
      run.events.findIndex(({ type }) => type === 'mark'),
      1,
    );
  },
  'queue-is-bounded': (run) => {
    for (const event of run.events) if (event.type === 'counter') event.value += 1;
  },
  'shorter-wait': (run) => (run.output = run.output.replace(/behind \d+/, 'behind 7')),
};

/** The other way round: a run of which the exercise's claim holds. */
export const solved: Changes = {
  'all-in-the-end': (run) => {
    run.output = run.output.replace(/turn: \d+ accepted, \d+/, 'turn: 10 accepted, 0');
  },
  'as-long-as-told': (run) => {
    replace(run, 'told 1 s: stayed away for good', 'told 1 s: stayed away 1.15 s');
    replace(run, 'told 2 s: stayed away for good', 'told 2 s: stayed away 2.15 s');
  },
};

/** Nobody is too early, and nobody has listened. */
export const wrong: Wrong = {
  'as-long-as-told': {
    'stays away for two seconds, whatever it was told': inTurn(solved['as-long-as-told']!, (run) =>
      replace(run, 'stayed away 1.15 s', 'stayed away 2.08 s'),
    ),
  },
};

/** What the recorded run answers, and runs that answer otherwise. */
export const answers: Answers = {
  'how-many': {
    recorded: 1,
    others: {
      0: (run) =>
        (run.output = run.output.replace(/(few may wait: ).*/, '$120 accepted, 0 refused')),
    },
  },
  'longest-wait': {
    recorded: 0,
    others: {
      1: (run) => (run.output = run.output.replaceAll(/behind \d+/g, 'behind 9')),
      2: (run) => (run.output = run.output.replace(/behind \d+/, 'behind 2')),
    },
  },
};
