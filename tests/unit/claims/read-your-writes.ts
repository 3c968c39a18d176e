import {
  type Answers,
  type Changes,
  type Wrong,
  inTurn,
  replace,
  instant,
  isReceive,
  labelled,
} from '../../fixtures/changed-run.ts';

/** For each claim a run of which it does not hold, made from the recorded one. */
export const spoilt: Changes = {
  'stale-without': (run) => (run.output = run.output.replace(/\d+ for (\d+)/g, '$1 for $1')),
  'fresh-with': (run) => (run.output = run.output.replace('6 for 6', '5 for 6')),
  'writes-never-wait': (run) => {
    const { message, at } = labelled(run, 'send', 'record');
    run.events.find((event) => isReceive(event) && event.message === message)!.at = at;
  },
};

/** The other way round: a run of which the exercise's claim holds. */
export const solved: Changes = {
  'never-back': (run) => (run.output = run.output.replaceAll('11, 10, 11, 10', '11, 11, 11, 11')),
};

/** Nothing that any of these returns runs back. */
export const wrong: Wrong = {
  'never-back': {
    'hides a stale answer behind the newest one': inTurn(solved['never-back']!, (run) =>
      replace(run, '11, 11, 11, 11', '11, 10, 11, 10'),
    ),
    'asks only one replica, and only once': inTurn(solved['never-back']!, (run) =>
      replace(run, '11, 11, 11, 11', '11'),
    ),
    'returns nothing': inTurn(solved['never-back']!, (run) =>
      replace(run, 'and 11, 11, 11, 11', 'and , , , '),
    ),
  },
};

/** What the recorded run answers, and runs that answer otherwise. */
export const answers: Answers = {
  'own-write': {
    recorded: 1,
    others: { 0: (run) => (run.output = run.output.replace(/\d+ for (\d+)/g, '$1 for $1')) },
  },
  'who-waits': { recorded: 1, others: { 0: (run) => instant(run, 'read') } },
};
