import {
  type Changes,
  type Answers,
  begin,
  isReceive,
  labelled,
  drop,
  middle,
  answeredFirst,
} from '../../fixtures/changed-run.ts';

/** For each claim a run of which it does not hold, made from the recorded one. */
export const spoilt: Changes = {
  'nobody-there': (run) => (labelled(run, 'lane', 'receiver').at = run.events[0]!.at),
  'goes-on': (run) => drop(run, 'own work', 1),
  'called-back': (run) => {
    run.events = run.events.toSpliced(run.events.findLastIndex(isReceive), 1);
  },
  'between-two-pieces': (run) => {
    run.events.findLast(isReceive)!.at = middle(run, begin(run, 'own work')[0]!.span);
  },
  'quickest-first': (run) => {
    [1, 2, 3].forEach((number, i) => {
      run.events.filter(isReceive).slice(-3)[i]!.message = labelled(
        run,
        'send',
        `answer ${number}`,
      ).message;
    });
  },
};

/** The other way round: a run of which the exercise's claim holds. */
export const solved: Changes = {
  'right-answers': (run) => {
    run.output = [
      [3000, 430],
      [30000, 3245],
      [300000, 25997],
    ]
      .map(([limit, primes]) => `Below ${limit} there are ${primes} primes.\n`)
      .join('');
  },
};

/** By question: what the recorded run answers, and runs that answer with each other choice. */
export const answers: Answers = {
  'where-they-wait': {
    recorded: 1,
    others: {
      0: (run) => (run.events = run.events.filter((event) => !isReceive(event))),
      2: (run) => (labelled(run, 'lane', 'receiver').at = run.events[0]!.at),
    },
  },
  'first-answered': {
    recorded: 1,
    others: { 0: (run) => answeredFirst(run, 1), 2: (run) => answeredFirst(run, 3) },
  },
  'when-called-back': {
    recorded: 1,
    others: {
      0: (run) => {
        run.events.findLast(isReceive)!.at = middle(run, begin(run, 'own work')[0]!.span);
      },
    },
  },
  'on-which-thread': {
    recorded: 0,
    others: {
      1: (run) => {
        const { lane } = labelled(run, 'lane', 'receiver');
        for (const event of run.events.filter(isReceive)) event.lane = lane;
      },
    },
  },
};
