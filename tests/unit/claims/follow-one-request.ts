import { type Answers, type Changes, type Wrong, replace } from '../../fixtures/changed-run.ts';

/** For each claim a run of which it does not hold, made from the recorded one. */
export const spoilt: Changes = {
  'all-at-once': (run) =>
    (run.output = `[1] ann: ends\n${run.output.replace('[1] ann: ends\n', '')}`),
  'id-goes-along': (run) => replace(run, '[2] bob: in a timer', '[1] bob: in a timer'),
  'batch-is-answered': (run) => replace(run, 'bob: in a batch', 'ann: in a batch'),
  'await-tells-who-asked': (run) => replace(run, 'await: query < load < handle', 'await: query'),
  'return-drops-one': (run) => replace(run, 'return: query', '$& < load'),
  'then-and-callback-forget': (run) => replace(run, 'then: query', '$& < load'),
};

/** The other way round: a run of which the exercise's claim holds. */
export const solved: Changes = {
  'own-id-in-the-batch': (run) => inTheBatch(run, { ann: 1, bob: 2, cleo: 3 }),
};

/** Answers that come close: what they do, and the run that comes of it. */
export const wrong: Wrong = {
  'own-id-in-the-batch': {
    'has no batch any more': (run) => {
      inTheBatch(run, { ann: 1, bob: 2, cleo: 3 });
      replace(run, 'price list: 1', 'price list: 3');
    },
  },
};

/** By question: what the recorded run answers, and runs that answer with each other choice. */
export const answers: Answers = {
  'ids-in-the-batch': {
    recorded: 1,
    others: {
      0: (run) => inTheBatch(run, { ann: 2, bob: 3, cleo: 1 }),
      2: (run) => inTheBatch(run, { ann: 1, bob: 2, cleo: 3 }),
    },
  },
  'who-is-missing': {
    recorded: 1,
    others: {
      0: (run) => replace(run, 'return: query < handle', 'return: query < load < handle'),
      2: (run) => replace(run, 'return: query < handle', 'return: query'),
    },
  },
};

/** Gives each line of the batch that id. */
function inTheBatch(run: Parameters<typeof replace>[0], ids: Record<string, number>): void {
  for (const [name, id] of Object.entries(ids)) {
    replace(run, new RegExp(`\\[.\\] ${name}: in a batch`), `[${id}] ${name}: in a batch`);
  }
}
