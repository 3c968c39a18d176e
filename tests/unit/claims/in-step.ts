import { type Changes, type Answers, begin, end, beatIn } from '../../fixtures/changed-run.ts';

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
  'heart-beats-while-listening': (run) => {
    for (const { span } of begin(run, 'listens')) beatIn(run, 'listens', span);
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
