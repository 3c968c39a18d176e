import {
  type Changes,
  type Answers,
  type Wrong,
  begin,
  end,
  beatIn,
  beatOn,
  silence,
} from '../../fixtures/changed-run.ts';

/** For each claim a run of which it does not hold, made from the recorded one. */
export const spoilt: Changes = {
  'take-turns': (run) => {
    const answer = begin(run, 'talks')[1];
    run.events = run.events.filter((event) => event !== answer);
  },
  'never-both': (run) => {
    const [question, answer] = begin(run, 'talks');
    answer!.at = question!.at;
  },
  'listens-throughout': (run) => {
    const [listens] = begin(run, 'listens');
    end(run, listens!.span).at = listens!.at;
  },
  'bystander-goes-on': (run) => {
    for (const event of run.events) if (event.type === 'counter') event.value = 7;
  },
};

/** The other way round: a run of which the exercise's claim holds. */
export const solved: Changes = {
  'heart-beats-while-listening': (run) => beatOn(run, 'listens'),
};

/** Answers that come close: what they do, and the run that comes of it. */
export const wrong: Wrong = {
  'heart-beats-while-listening': {
    'pauses and then sleeps': (run) => beatOn(run, 'listens', [0, 0.2]),
    'sleeps and then pauses': (run) => beatOn(run, 'listens', [0.8, 1]),
    'sleeps once': (run) => {
      beatOn(run, 'listens');
      silence(run, 'listens', 2);
    },
  },
};

/** By question: what the recorded run answers, and runs that answer with each other choice. */
export const answers: Answers = {
  bystander: {
    recorded: 0,
    others: {
      1: (run) => {
        for (const event of run.events) if (event.type === 'counter') event.value = 7;
      },
    },
  },
  heart: { recorded: 1, others: { 0: (run) => beatIn(run, 'listens') } },
};
