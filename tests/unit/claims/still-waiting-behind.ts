import {
  type Changes,
  type Answers,
  countOnly,
  atMost,
  stopHeart,
  silence,
} from '../../fixtures/changed-run.ts';

/** For each claim a run of which it does not hold, made from the recorded one. */
export const spoilt: Changes = {
  'client-is-free': (run) => countOnly(run, 'own work', 0),
  'server-is-free': (run) => silence(run, 'twenty requests'),
  'held-twenty': (run) => {
    for (const event of run.events) if (event.type === 'counter') event.value %= 20;
  },
  'to-the-last': (run) => countOnly(run, 'jobs done', 19),
  'all-answered': (run) => (run.output = run.output.replace('10 answers', '9 answers')),
};

/** The other way round: a run of which the exercise's claim holds. */
export const solved: Changes = {
  'not-for-nobody': (run) => {
    countOnly(run, 'done for nobody', 0);
    countOnly(run, 'jobs done', 30);
  },
};

/** By question: what the recorded run answers, and runs that answer with each other choice. */
export const answers: Answers = {
  'whose-heart': {
    recorded: 3,
    others: {
      0: (run) => stopHeart(run, "client's event loop"),
      1: (run) => stopHeart(run, "server's event loop"),
      2: (run) => silence(run, 'twenty requests'),
    },
  },
  'how-many-open': {
    recorded: 2,
    others: { 0: (run) => atMost(run, 1), 1: (run) => atMost(run, 10) },
  },
};
