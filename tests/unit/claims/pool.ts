import {
  type Changes,
  type Answers,
  type Wrong,
  begin,
  end,
  drop,
  sameStart,
} from '../../fixtures/changed-run.ts';

/** For each claim a run of which it does not hold, made from the recorded one. */
export const spoilt: Changes = {
  'one-at-a-time': (run) => sameStart(run, ['job 1', 0], ['job 2', 0]),
  'two-at-a-time': (run) => sameStart(run, ['job 1', 1], ['job 3', 1]),
  'four-at-a-time': (run) => sameStart(run, ['job 4', 2], ['job 5', 2]),
  'the-fifth-waits': (run) => sameStart(run, ['job 4', 2], ['job 5', 2]),
  'all-done': (run) => drop(run, 'short job', 5),
};

/** The other way round: a run of which the exercise's claim holds. */
export const solved: Changes = {
  'none-waits-for-long': (run) => sameStart(run, ['long job', 0], ['long job', 1]),
};

/** Answers that come close: what they do, and the run that comes of it. */
export const wrong: Wrong = {
  'none-waits-for-long': {
    'deals the jobs out in blocks': (run) => {
      sameStart(run, ['long job', 0], ['long job', 1]);
      begin(run, 'short job')[0]!.at = end(run, begin(run, 'long job')[0]!.span).at;
    },
  },
};

/** By question: what the recorded run answers, and runs that answer with each other choice. */
export const answers: Answers = {
  'at-once': {
    recorded: 1,
    others: {
      0: (run) => {
        const jobs = [1, 2, 3, 4, 5, 6, 7, 8].map((n) => begin(run, `job ${n}`)[1]!);
        const first = Math.min(...jobs.map(({ at }) => at));
        jobs.forEach((job, i) => {
          job.at = first + i;
          end(run, job.span).at = first + i + 1;
        });
      },
      2: (run) => sameStart(run, ['job 1', 1], ['job 3', 1]),
    },
  },
  'the-fifth': {
    recorded: 1,
    others: { 0: (run) => sameStart(run, ['job 4', 2], ['job 5', 2]) },
  },
};
