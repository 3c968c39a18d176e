/**
 * A claim can fail: each holds of the recorded run, and of no run that differs where it looks. A
 * question's answer is the run's: of a run that differs another choice holds.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readSandbox, readSandboxSource, sandboxNames } from '../../src/build/read-sandboxes.ts';
import { judge } from '../../src/notebook/claims.ts';
import { answer } from '../../src/notebook/predictions.ts';
import type { Run, TimelineEvent } from '../../src/notebook/timeline-events.ts';

type Change = (run: Run) => void;

/** For each claim a run of which it does not hold, made from the recorded one. */
const spoilt: Record<string, Record<string, Change>> = {
  'blocking-call': {
    'pbkdf2-sync-stalls': (run) => beatIn(run, 'pbkdf2Sync'),
    'pbkdf2-async-beats': (run) => silence(run, 'pbkdf2'),
    'same-key': (run) => (run.output = run.output.replace('true', 'false')),
    'read-sync-stalls': (run) => beatIn(run, 'readFileSync'),
    'read-async-beats': (run) => silence(run, 'readFile'),
    'right-hashes': (run) => (run.output = run.output.replace('15fcfb08', '00000000')),
  },
  'in-step': {
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
  },
  'send-and-go-on': {
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
  },
  'order-of-things': {
    'sync-first': (run) => last(run, 'ES module', 'sync'),
    'loop-last': (run) => last(run, 'CommonJS script', 'microtask'),
    'one-queue': (run) => last(run, 'I/O callback', 'promise'),
    'script-ticks-first': (run) => last(run, 'CommonJS script', 'nextTick'),
    'module-promises-first': (run) => last(run, 'ES module', 'promise'),
    'io-ticks-first': (run) => last(run, 'I/O callback', 'nextTick'),
    'io-immediate-first': (run) => last(run, 'I/O callback', 'immediate'),
  },
  'async-but-blocking': {
    'no-await-stalls': (run) => beatIn(run, 'no await'),
    'await-null-stalls': (run) => beatIn(run, 'await null'),
    'set-immediate-beats': (run) => silence(run, 'await setImmediate'),
    'same-count': (run) => (run.output = run.output.replace(/\d(?=\n)/, (n) => `${9 - Number(n)}`)),
  },
  'four-corners': {
    'sync-blocking': (run) => beatIn(run, 'readFileSync'),
    'sync-non-blocking': (run) => (run.output = run.output.replace(/asked \d+/, 'asked 1')),
    'async-blocking': (run) => beatIn(run, 'sleeps'),
    'async-non-blocking': (run) => silence(run, 'is told'),
    'same-answer': (run) => (run.output = run.output.replace(/\d(?= bytes\n$)/, '')),
  },
  'one-by-one-or-together': {
    'one-under-way': (run) => (begin(run, 'B')[0]!.at = begin(run, 'A')[0]!.at),
    'six-under-way': (run) => (begin(run, 'F')[1]!.at = end(run, begin(run, 'F')[1]!.span).at),
    'waits-overlap': (run) => (begin(run, 'A')[1]!.at -= 10_000),
    'answers-in-order': (run) => replace(run, 'together: a b', 'together: b a'),
    'all-gives-up': (run) => replace(run, 'all: rejected, 2', 'all: rejected, 0'),
    'race-takes-the-first': (run) => replace(run, 'race: rejected', 'race: fulfilled'),
    'any-takes-an-answer': (run) => replace(run, 'any: fulfilled', 'any: rejected'),
    'all-settled-waits': (run) => replace(run, 'fulfilled, 0', 'fulfilled, 2'),
    'never-four': (run) => (begin(run, 'D')[2]!.at = begin(run, 'A')[2]!.at),
  },
  'nobody-listens': {
    'nobody-dies': (run) => replace(run, 'nobody.js ended with exit code 1', ''),
    'error-is-told': (run) => replace(run, 'Error: The lamp is sold out.', ''),
    'too-late-dies': (run) => replace(run, 'too-late.js', 'too late: heard\ntoo-late.js'),
    'in-time-lives': (run) => replace(run, 'in time:', ''),
    'hook-lives': (run) => replace(run, 'hook: now somebody does', ''),
  },
  'lost-update': {
    lost: (run) => replace(run, 'found 90', 'found 70'),
    'all-read-before-any-writes': (run) =>
      (end(run, begin(run, 'reads')[2]!.span).at = end(run, begin(run, 'writes')[0]!.span).at),
    'nobody-noticed': (run) => replace(run, 'first: fulfilled', 'first: rejected'),
    'one-go': (run) => replace(run, 'found 70', 'found 80'),
    'one-refused': (run) => replace(run, 'your turn: fulfilled', 'your turn: rejected'),
  },
  'one-thread-many-sockets': {
    'a-thousand': (run) => replace(run, '1000 connections', '999 connections'),
    'no-thread-more': (run) => replace(run, 'Threads more: 0', 'Threads more: 1000'),
    'silence-is-free': (run) => replace(run, 'run for them: 0', 'run for them: 7'),
    'pool-is-free': (run) => replace(run, 'has read a file', ''),
    'one-wakes': (run) => replace(run, 'Callbacks run: 1', 'Callbacks run: 1000'),
    'all-answered': (run) => replace(run, '01f87129', '00000000'),
  },
  'ready-or-done': {
    'ready-then-copied': (run) =>
      (begin(run, 'copies')[0]!.lane = labelled(run, 'lane', 'kernel').lane),
    'copied-then-done': (run) =>
      (begin(run, 'copies')[4]!.lane = labelled(run, 'lane', 'program').lane),
    'same-text': (run) => replace(run, 'completion: a long', 'completion: a short'),
    'fewer-calls': (run) => replace(run, 'calls 5', 'calls 9'),
    'buffers-held': (run) => replace(run, 'held 3', 'held 1'),
  },
  'where-is-my-commit': {
    'on-waits': (run) => (run.output = run.output.replace('; 0 at risk', '; 8 at risk')),
    'off-does-not': (run) => (run.output = run.output.replace(/(off  commit 3.*;) \d+/, '$1 0')),
    'notes-still-fast': (run) => (run.output = run.output.replace(/\d+(?= at risk\n$)/, '0')),
  },
  'pull-the-plug': {
    'waited-is-kept': (run) => (run.output = run.output.replace('cut; left: 1 2', 'cut; left: 1')),
    'hurried-is-lost': (run) => (run.output = run.output.replace(/10$/m, '10 11')),
    'one-fsync-each': (run) => (run.output = run.output.replace('10 fsyncs', '9 fsyncs')),
    'fsync-off-trusts-the-power': (run) => (run.output = run.output.replace('none', '1')),
    'a-beginning-is-left': (run) => (run.output = run.output.replace('9 10', '10')),
  },
  hedge: {
    'purchases-are-kept': (run) => (run.output = run.output.replace(' 12', '')),
    'flushed-is-left': (run) =>
      (run.output = run.output.replace('up to event 18', 'up to event 19')),
    'few-flushes': (run) => (run.output = run.output.replace(/\d+ times/, '22 times')),
  },
  delegate: {
    'main-blocks': (run) => beatOf(run, "main's event loop", begin(run, 'reads')[0]!.span),
    'helper-blocks': (run) => beatOf(run, "helper's event loop", begin(run, 'reads')[1]!.span),
    'main-beats': (run) => silence(run, 'reads', 1),
    'main-works': (run) => drop(run, 'own work', 2),
    'handed-back': (run) => (run.output = run.output.replace(/(helper read )\d+/, '$17')),
  },
  'what-a-thread-costs': {
    'start-is-dear': (run) => instant(run, 'start'),
    'copy-is-dear': (run) => instant(run, 'copy'),
    'copied-is-apart': (run) => (run.output = run.output.replace('first is 0', 'first is 7')),
    'transferred-is-gone': (run) => (run.output = run.output.replace('red: 0', 'red: 16777216')),
    'shared-is-one': (run) => (run.output = run.output.replace('first is 7', 'first is 0')),
    'right-sums': (run) => (run.output = run.output.replace('5000', '5001')),
  },
  pool: {
    'one-at-a-time': (run) => sameStart(run, ['job 1', 0], ['job 2', 0]),
    'two-at-a-time': (run) => sameStart(run, ['job 1', 1], ['job 3', 1]),
    'four-at-a-time': (run) => sameStart(run, ['job 4', 2], ['job 5', 2]),
    'the-fifth-waits': (run) => sameStart(run, ['job 4', 2], ['job 5', 2]),
    'all-done': (run) => drop(run, 'short job', 5),
  },
  'the-fifth': {
    'three-leave-room': (run) => (end(run, begin(run, 'file')[0]!.span).at = Infinity),
    'four-leave-none': (run) => instant(run, 'file'),
    'all-answered': (run) => drop(run, 'hash 4', 1),
  },
  'who-waits': {
    'blocking-waits': (run) => beatIn(run, 'getSync'),
    'fetch-goes-on': (run) => silence(run, 'fetch'),
    'no-sooner': (run) => (end(run, begin(run, 'works')[0]!.span).at = Infinity),
    'same-answer': (run) => (run.output = run.output.replace('fetch: here', 'fetch: there')),
  },
  'still-waiting-behind': {
    'client-is-free': (run) => countOnly(run, 'own work', 2),
    'server-is-free': (run) => silence(run, 'twenty requests'),
    'held-twenty': (run) => {
      for (const event of run.events) if (event.type === 'counter') event.value %= 20;
    },
    'to-the-last': (run) => countOnly(run, 'jobs done', 19),
    'all-answered': (run) => (run.output = run.output.replace('10 answers', '9 answers')),
  },
  deadlines: {
    'gives-up': (run) => (run.output = run.output.replace('has its answer', 'has none')),
    'work-goes-on': (run) => instant(run, 'order /blind'),
    'one-wish-many-orders': (run) => drop(run, 'order /blind', 1),
    'backs-off': (run) => (run.output = run.output.replace('of at most 160', 'of at most 80')),
  },
  'take-a-ticket': {
    'ticket-at-once': (run) => {
      for (const { span } of begin(run, 'takes a ticket')) end(run, span).at = Infinity;
    },
    accepted: (run) => (run.output = run.output.replace('202', '200')),
    'server-is-free': (run) => {
      run.events = run.events.filter(({ type }) => type !== 'beat');
    },
    'nothing-held-open': (run) => (end(run, begin(run, 'asks')[0]!.span).at = Infinity),
    'all-redeemed': (run) => (run.output = run.output.replace('done, ', 'waiting, ')),
  },
  'full-house': {
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
    'shorter-wait': (run) => (run.output = run.output.replace(/(longest wait: )\d+/, '$17')),
  },
  'crash-and-recover': {
    'ten-promises': (run) => (run.output = run.output.replace('10 jobs', '9 jobs')),
    'memory-loses': (run) =>
      (run.output = run.output.replace('found after the crash: 0', 'found after the crash: 8')),
    'fsync-first': (run) => drop(run, 'write and fsync', 9),
    'journal-keeps': (run) => {
      run.output = run.output.replace(/(journal:[^]*never sent: )0/, '$11');
    },
    'at-least-once': (run) => drop(run, 'job 3', 2),
  },
  'queue-in-a-database': {
    'both-or-neither': (run) => (run.output = run.output.replace('jobs: 1', 'jobs: 2')),
    'two-steps-twice': (run) => (run.output = run.output.replace('jobs 1 1', 'jobs 1')),
    'one-step-once': (run) => (run.output = run.output.replace(/(OneStep: jobs 1)/, '$1 1')),
    'shared-work': (run) => {
      const [first, second] = ['worker 1', 'worker 2'].map((label) => labelled(run, 'lane', label));
      for (const event of run.events) {
        if (event.type === 'begin' && event.lane === first!.lane) event.lane = second!.lane;
      }
    },
  },
  'three-ways-to-commit': {
    'primary-first': (run) => (labelled(run, 'send', 'record').at = run.events[0]!.at),
    'asynchronous-waits-for-none': (run) => (run.output = run.output.replace('none', 'near')),
    'one-of-two-waits-for-one': (run) => (run.output = run.output.replace('near', 'near+far')),
    'all-wait-for-all': (run) => (run.output = run.output.replace('near+far', 'near')),
    'as-slow-as-the-link': (run) =>
      (run.output = run.output.replace('at least', 'at least 500 ms, or')),
  },
  'primary-dies': {
    'asynchronous-loses': (run) =>
      (run.output = run.output.replace(/far has.*/, 'far has 1 2 3 4 5')),
    'one-of-two-has-all': (run) => (run.output = run.output.replaceAll('1 2 3 4 5', '1 2 3 4')),
    'all-stands-still': (run) => (run.output = run.output.replace('all: acknowledged 1 2', '$& 3')),
    'logs-are-beginnings': (run) => (run.output = run.output.replaceAll('2 3 4', '2 4')),
  },
  'read-your-writes': {
    'stale-without': (run) => (run.output = run.output.replace(/\d+ for (\d+)/g, '$1 for $1')),
    'fresh-with': (run) => (run.output = run.output.replace('6 for 6', '5 for 6')),
    'writes-never-wait': (run) => {
      const { message, at } = labelled(run, 'send', 'record');
      run.events.find((event) => isReceive(event) && event.message === message)!.at = at;
    },
  },
  'how-often': {
    'more-often-more-requests': (run) => replace(run, /(every 1 s +)\d+/, '$1900'),
    'more-often-sooner': (run) => replace(run, /(every 5 s .*) [\d.]+ s/, '$1 0.01 s'),
    'mostly-in-vain': (run) => replace(run, /(every 0.1 s +\d+ +)\d+/, '$11'),
    'long-poll': (run) => replace(run, /(long poll +)8/, '$19'),
    'one-request': (run) => replace(run, /(events +)1/, '$12'),
  },
  'publish-subscribe': {
    'after-commit': (run) => (labelled(run, 'mark', 'hears 1').at -= 10_000),
    'rolled-back': (run) => (labelled(run, 'mark', 'hears 3').label = 'hears 2'),
    everybody: (run) => replace(run, /(subscriber 2 heard of jobs 1 3) 4/, '$1'),
    'too-late': (run) => replace(run, 'late subscriber heard of jobs', '$& 1'),
    'slow-one': (run) => {
      for (const event of run.events) if (event.type === 'counter') event.value %= 2;
    },
  },
  'gone-for-a-while': {
    stays: (run) => replace(run, /(stays: .* got) 12/, '$1 13'),
    forgets: (run) => replace(run, /(forgets: .* 3) 9/, '$1 8 9'),
    remembers: (run) => replace(run, /(remembers: .* 4) 5/, '$1'),
    'was-away': (run) => (begin(run, 'connected')[4]!.at -= 10_000),
  },
};

/** The other way round: a run of which the exercise's claim holds. */
const solved: Record<string, Record<string, Change>> = {
  'blocking-call': {
    'hashing-beats': (run) => {
      for (let i = 0; i < 5; i++) beatIn(run, 'your turn');
    },
  },
  'in-step': {
    'heart-beats-while-listening': (run) => {
      for (const { span } of begin(run, 'listens')) beatIn(run, 'listens', span);
    },
  },
  'send-and-go-on': {
    'right-answers': (run) => {
      run.output = [
        [3000, 430],
        [30000, 3245],
        [300000, 25997],
      ]
        .map(([limit, primes]) => `Below ${limit} there are ${primes} primes.\n`)
        .join('');
    },
  },
  'order-of-things': {
    'in-step': (run) => {
      for (const letter of 'INSTEP') last(run, 'your turn', letter);
    },
  },
  'async-but-blocking': {
    'search-beats': (run) => {
      for (let i = 0; i < 5; i++) beatIn(run, 'your turn');
    },
  },
  'four-corners': {
    'your-turn-beats': (run) => {
      for (let i = 0; i < 3; i++) beatIn(run, 'your turn');
    },
  },
  'one-by-one-or-together': {
    'no-empty-place': (run) => (begin(run, 'D')[2]!.at = end(run, begin(run, 'B')[2]!.span).at),
  },
  'nobody-listens': {
    caught: (run) =>
      replace(
        run,
        'exercise.js ended with exit code 1',
        'your turn: caught. The lamp is sold out.\nexercise.js ended with exit code 0',
      ),
  },
  'lost-update': {
    'nothing-lost': (run) => (run.output = run.output.replace(/90(?=\n$)/, '70')),
    'one-at-a-time': (run) => {
      const all = [...begin(run, 'reads').slice(3), ...begin(run, 'writes').slice(2)];
      const last = Math.max(...run.events.map(({ at }) => at));
      all.forEach((from, i) => {
        from.at = last + i * 10;
        end(run, from.span).at = from.at + 10;
      });
    },
  },
  'one-thread-many-sockets': {
    'nobody-held-up': (run) =>
      (run.output = run.output.replace(/Answers: (\w+), (.*)/, 'Answers: $2, $1')),
  },
  'ready-or-done': {
    'nothing-left': (run) =>
      (run.output = run.output.replace(
        /your turn: .*\n.*\n$/,
        'your turn: a long letter for you. a note. another.\n  calls 10, buffers held 0, unread 0\n',
      )),
  },
  'where-is-my-commit': {
    'order-is-safe': (run) => (run.output = run.output.replace(/(order.*;) \d+/, '$1 0')),
  },
  'pull-the-plug': {
    'saved-at-once': (run) => {
      const all = Array.from({ length: 30 }, (_, i) => i + 1).join(' ');
      run.output = run.output
        .replace(/(?<=again; left: ).*/, all)
        .replace(/(?<=your turn: )\d+/, '1');
    },
  },
  hedge: {
    'none-is-lost': (run) => (run.output = run.output.replace('18 23', '18 19 20 21 22 23')),
  },
  delegate: {
    'error-comes-back': (run) => {
      run.output = run.output.replace('file.js: 0 bytes', 'file.js: ENOENT: no such file');
    },
  },
  'what-a-thread-costs': {
    'one-thread': (run) => {
      const { lane } = labelled(run, 'lane', 'adder');
      for (const event of begin(run, 'adds')) event.lane = lane;
      run.events = run.events.filter(
        (event) => event.type !== 'lane' || event.label !== 'adder' || event.lane === lane,
      );
    },
  },
  pool: {
    'long-side-by-side': (run) => sameStart(run, ['long job', 0], ['long job', 1]),
  },
  'the-fifth': {
    'a-fifth-thread': (run) => instant(run, 'file'),
  },
  'who-waits': {
    'whole-answer': (run) => (run.output += 'your turn: here it is\n'),
  },
  'still-waiting-behind': {
    'not-for-nobody': (run) => {
      countOnly(run, 'done for nobody', 0);
      countOnly(run, 'jobs done', 30);
    },
  },
  deadlines: {
    'one-order': (run) => {
      drop(run, 'order /yours', 1);
      run.output = run.output.replace(/(Your turn: order )\d/, '$11');
    },
  },
  'take-a-ticket': {
    'place-in-line': (run) => {
      run.output = run.output.replace(
        /(\d)(: waiting, )\?/g,
        (_, id, words) => `${id}${words}${id - 2}`,
      );
    },
  },
  'full-house': {
    'all-in-the-end': (run) => {
      run.output = run.output.replace(/turn: \d+ accepted, \d+/, 'turn: 10 accepted, 0');
    },
  },
  'crash-and-recover': {
    'no-mail-twice': (run) => {
      run.output = run.output.replace(/sent twice: 1/, 'sent twice: 0');
    },
  },
  'queue-in-a-database': {
    'taken-over': (run) => (run.output = run.output.replace('turn: jobs', 'turn: jobs 1')),
  },
  'three-ways-to-commit': {
    'any-one-will-do': (run) => {
      run.output = run.output.replace(/(your turn: acknowledged by ).*/, '$1near, near, near');
    },
  },
  'primary-dies': {
    'nothing-lost': (run) => {
      run.output = run.output.replace(/(one of two: [^]*?; lost: ).*/, '$1none');
    },
  },
  'read-your-writes': {
    'never-back': (run) => (run.output = run.output.replace('11, 10, 11, 10', '11, 11, 11, 11')),
  },
  'how-often': {
    'asks-in-time': (run) =>
      replace(run, /your turn .*/, 'your turn           9        1      0.20 s'),
  },
  'publish-subscribe': {
    'finds-it-done': (run) => replace(run, /which is at work/g, 'which is done'),
  },
  'gone-for-a-while': {
    'knows-all': (run) => replace(run, /(long gone: .* 1 2) /, '$1 3 4 5 '),
  },
};

/** By question: what the recorded run answers, and runs that answer with each other choice. */
const answers: Record<
  string,
  Record<string, { recorded: number; others: Record<number, Change> }>
> = {
  'blocking-call': {
    'beats-in-sync': {
      recorded: 0,
      others: { 1: (run) => beatIn(run, 'pbkdf2Sync'), 2: (run) => beatsIn(run, 'pbkdf2Sync') },
    },
    'beats-in-async': {
      recorded: 2,
      others: {
        0: (run) => silence(run, 'pbkdf2'),
        1: (run) => {
          silence(run, 'pbkdf2');
          beatIn(run, 'pbkdf2');
        },
      },
    },
    'more-reads': {
      recorded: 0,
      others: { 1: (run) => (run.output = run.output.replace(/readFile \d+/, '$&00000')) },
    },
    'beats-in-hash-all': {
      recorded: 0,
      others: { 1: (run) => beatIn(run, 'your turn'), 2: (run) => beatsIn(run, 'your turn') },
    },
  },
  'in-step': {
    bystander: {
      recorded: 0,
      others: {
        1: (run) => {
          for (const event of run.events) if (event.type === 'counter') event.value = 7;
        },
      },
    },
    heart: { recorded: 1, others: { 0: (run) => beatIn(run, 'listens') } },
  },
  'send-and-go-on': {
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
  },
  'order-of-things': {
    'first-in-script': {
      recorded: 0,
      others: { 1: (run) => last(run, 'CommonJS script', 'nextTick') },
    },
    'first-in-module': { recorded: 1, others: { 0: (run) => last(run, 'ES module', 'promise') } },
    'first-in-io': { recorded: 1, others: { 0: (run) => last(run, 'I/O callback', 'immediate') } },
  },
  'async-but-blocking': {
    'no-await': { recorded: 1, others: { 0: (run) => beatIn(run, 'no await') } },
    'await-null': { recorded: 1, others: { 0: (run) => beatIn(run, 'await null') } },
    'await-setimmediate': {
      recorded: 0,
      others: { 1: (run) => silence(run, 'await setImmediate') },
    },
  },
  delegate: {
    'helper-heart': {
      recorded: 1,
      others: {
        0: (run) => beatOf(run, "helper's event loop", begin(run, 'reads')[1]!.span),
      },
    },
    'main-heart': { recorded: 0, others: { 1: (run) => silence(run, 'reads', 1) } },
    'missing-file': {
      recorded: 1,
      others: { 0: (run) => replace(run, 'no-such-file.js: 0 bytes', 'no-such-file.js: ENOENT') },
    },
  },
  'what-a-thread-costs': {
    longest: {
      recorded: 0,
      others: {
        1: (run) => ['copy', 'share'].forEach((way) => instant(run, way)),
        2: (run) => ['copy', 'transfer'].forEach((way) => instant(run, way)),
      },
    },
    seven: {
      recorded: 2,
      others: {
        0: (run) => {
          replace(run, 'first is 7', 'first is 0');
          replace(run, 'first is 0', 'first is 7');
        },
        1: (run) => {
          replace(run, 'first is 7', 'first is 0');
          replace(run, 'first is nothing', 'first is 7');
        },
      },
    },
  },
  pool: {
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
  },
  'the-fifth': {
    three: {
      recorded: 0,
      others: { 1: (run) => (end(run, begin(run, 'file')[0]!.span).at = Infinity) },
    },
    four: { recorded: 1, others: { 0: (run) => instant(run, 'file') } },
  },
  'who-waits': {
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
  },
  'still-waiting-behind': {
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
  },
  deadlines: {
    'given-up': { recorded: 1, others: { 0: (run) => instant(run, 'order /blind') } },
    'how-many-orders': { recorded: 1, others: { 0: (run) => drop(run, 'order /blind', 1) } },
  },
  'take-a-ticket': {
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
  },
  'how-often': {
    'how-late': {
      recorded: 1,
      others: {
        0: (run) => replace(run, /(every 5 s .*) [\d.]+ s/, '$1 0.50 s'),
        2: (run) => replace(run, /(every 5 s .*) [\d.]+ s/, '$1 5.10 s'),
      },
    },
    'in-vain': {
      recorded: 1,
      others: { 0: (run) => replace(run, /(every 0.1 s +\d+ +)\d+/, '$11') },
    },
    'long-poll-requests': {
      recorded: 1,
      others: {
        0: (run) => replace(run, /(long poll +)8/, '$11'),
        2: (run) => replace(run, /(long poll +)8/, '$180'),
      },
    },
  },
  'crash-and-recover': {
    'from-memory': {
      recorded: 0,
      others: { 1: (run) => replace(run, 'found after the crash: 0', 'found after the crash: 8') },
    },
    'begun-twice': { recorded: 1, others: { 0: (run) => drop(run, 'job 3', 2) } },
  },
  'publish-subscribe': {
    'when-heard': {
      recorded: 1,
      others: { 0: (run) => (labelled(run, 'mark', 'hears 1').at -= 10_000) },
    },
    'slow-and-fast': {
      recorded: 1,
      others: {
        0: (run) => {
          for (const event of run.events) if (event.type === 'counter') event.value %= 2;
        },
      },
    },
  },
  'gone-for-a-while': {
    'without-a-word': {
      recorded: 1,
      others: { 0: (run) => replace(run, /(forgets: .* got) 7/, '$1 12') },
    },
  },
  'one-by-one-or-together': {
    'how-long': { recorded: 1, others: { 0: (run) => (begin(run, 'A')[1]!.at -= 10_000) } },
    'in-which-order': {
      recorded: 0,
      others: {
        1: (run) => {
          const last = Math.max(...run.events.map(({ at }) => at));
          for (const [i, label] of [...'FEDCBA'].entries()) {
            end(run, begin(run, label)[1]!.span).at = last + i;
          }
          run.output = run.output.replace(/together: .*/, 'together: f e d c b a');
        },
      },
    },
    'the-others': {
      recorded: 0,
      others: { 1: (run) => replace(run, 'all: rejected, 2', 'all: rejected, 0') },
    },
    'the-race': {
      recorded: 1,
      others: { 0: (run) => replace(run, 'race: rejected', 'race: fulfilled') },
    },
  },
  'nobody-listens': {
    nobody: {
      recorded: 1,
      others: {
        0: (run) =>
          replace(run, 'nobody.js ended with exit code 1', 'nobody.js ended with exit code 0'),
      },
    },
    'too-late': {
      recorded: 1,
      others: {
        0: (run) =>
          replace(run, 'late.js ended with exit code 1', 'late.js ended with exit code 0'),
      },
    },
    'in-time': {
      recorded: 0,
      others: {
        1: (run) =>
          replace(run, 'time.js ended with exit code 0', 'time.js ended with exit code 1'),
      },
    },
    exercise: {
      recorded: 1,
      others: {
        0: (run) =>
          replace(run, 'exercise.js ended with exit code 1', 'exercise.js ended with exit code 0'),
      },
    },
  },
  'lost-update': {
    'how-much': {
      recorded: 2,
      others: {
        0: (run) => replace(run, 'found 90', 'found 70'),
        1: (run) => replace(run, 'found 90', 'found 80'),
      },
    },
  },
  'one-thread-many-sockets': {
    'while-silent': {
      recorded: 0,
      others: { 1: (run) => replace(run, 'run for them: 0', 'run for them: 7000') },
    },
    'one-speaks': {
      recorded: 0,
      others: { 1: (run) => replace(run, 'Callbacks run: 1', 'Callbacks run: 1000') },
    },
    'who-is-first': {
      recorded: 1,
      others: {
        0: (run) => (run.output = run.output.replace(/Answers: (\w+), (.*)/, 'Answers: $2, $1')),
      },
    },
  },
  'ready-or-done': {
    'who-copies': {
      recorded: 1,
      others: {
        0: (run) => {
          for (const copy of begin(run, 'copies'))
            copy.lane = labelled(run, 'lane', 'program').lane;
        },
      },
    },
    'who-calls-more': {
      recorded: 0,
      others: { 1: (run) => replace(run, 'calls 9', 'calls 4') },
    },
  },
};

for (const name of await sandboxNames()) {
  const { recorded } = await readSandbox(name);
  const { predictions } = await readSandboxSource(name);
  for (const prediction of predictions) {
    const { id, choices } = prediction;
    const known = answers[name]?.[id];
    test(`${name}: ${id} is answered by the run, one way or the other`, () => {
      assert.ok(known, 'no runs are known that would answer it: add them');
      assert.equal(answer(prediction, recorded).choice, known.recorded);
      for (const choice of choices.keys()) {
        if (choice === known.recorded) continue;
        const run: Run = structuredClone(recorded);
        const change: Change | undefined = known.others[choice];
        assert.ok(change, `no run is known for choice ${choice}: add one`);
        change(run);
        assert.equal(answer(prediction, run).choice, choice);
      }
    });
  }
}

for (const name of Object.keys(spoilt)) {
  const { recorded } = await readSandbox(name);
  const { claims } = await readSandboxSource(name);
  const copy = (): Run => structuredClone(recorded);

  for (const claim of claims) {
    const change = claim.exercise ? solved[name]![claim.id] : spoilt[name]![claim.id];
    test(`${name}: ${claim.id} ${claim.exercise ? 'waits for the solution' : 'can fail'}`, () => {
      assert.ok(change, 'no run is known that would change it: add one');
      const run = copy();
      assert.equal(judge(claim, run).holds, !claim.exercise);
      change(run);
      assert.equal(judge(claim, run).holds, !!claim.exercise);
    });

    test(`${name}: ${claim.id} does not hold of a run that says nothing`, () => {
      assert.equal(judge(claim, { output: '', events: [], exitCode: 0 }).holds, false);
    });
  }
}

/** Changes the output where it first says that. */
function replace(run: Run, from: string | RegExp, to: string): void {
  run.output = run.output.replace(from, to);
}

type Begin = Extract<TimelineEvent, { type: 'begin' }>;
type End = Extract<TimelineEvent, { type: 'end' }>;

/** The begin events of that label, in the order in which they were written. */
function begin(run: Run, label: string): Begin[] {
  return run.events.filter((event) => event.type === 'begin' && event.label === label) as Begin[];
}

function end(run: Run, span: string): End {
  return run.events.find((event): event is End => event.type === 'end' && event.span === span)!;
}

function isReceive(event: TimelineEvent): event is Extract<TimelineEvent, { type: 'receive' }> {
  return event.type === 'receive';
}

/** The lane, the message or the mark of that name. */
function labelled<Type extends 'lane' | 'send' | 'mark'>(run: Run, type: Type, label: string) {
  return run.events.find(
    (event): event is Extract<TimelineEvent, { type: Type }> =>
      event.type === type && event.label === label,
  )!;
}

/** Takes away the spans of that label but the first few. */
function drop(run: Run, label: string, kept: number): void {
  const gone = begin(run, label).slice(kept);
  run.events = run.events.filter((event) => !(gone as TimelineEvent[]).includes(event));
}

/** Takes away what a counter said but the first few times. */
function countOnly(run: Run, counter: string, kept: number): void {
  let count = 0;
  run.events = run.events.filter(
    (event) => event.type !== 'counter' || event.counter !== counter || ++count <= kept,
  );
}

/** Lets no counter rise above a number. */
function atMost(run: Run, most: number): void {
  for (const event of run.events) {
    if (event.type === 'counter') event.value = Math.min(event.value, most);
  }
}

/** Takes away all beats on the lane of that label. */
function stopHeart(run: Run, heart: string): void {
  const { lane } = labelled(run, 'lane', heart);
  run.events = run.events.filter((event) => event.type !== 'beat' || event.lane !== lane);
}

/** Puts a span behind all others of the run. */
function last(run: Run, lane: string, label: string): void {
  const { lane: id } = labelled(run, 'lane', lane);
  const from = begin(run, label).find((event) => event.lane === id)!;
  const at = Math.max(...run.events.map((event) => event.at)) + 1;
  end(run, from.span).at = at;
  from.at = at;
}

function middle(run: Run, span: string): number {
  const from = run.events.find((event) => event.type === 'begin' && event.span === span)!;
  return (from.at + end(run, span).at) / 2;
}

/** Adds a beat in the middle of a span: the first of that label, or the one of that id. */
function beatIn(run: Run, label: string, span = begin(run, label)[0]!.span): void {
  const { lane } = begin(run, label).find((event) => event.span === span)!;
  run.events.push({ type: 'beat', at: middle(run, span), lane });
}

function beatsIn(run: Run, label: string): void {
  for (let i = 0; i < 3; i++) beatIn(run, label);
}

/** Lets the answer to another question be the first that comes. */
function answeredFirst(run: Run, number: number): void {
  const [first] = run.events.filter(isReceive).slice(-3);
  const { message } = labelled(run, 'send', `answer ${number}`);
  run.events.filter(isReceive).find((event) => event.message === message)!.message = first!.message;
  first!.message = message;
}

/** Adds a beat on the lane of that label, in the middle of a span. */
function beatOf(run: Run, heart: string, span: string): void {
  const { lane } = labelled(run, 'lane', heart);
  run.events.push({ type: 'beat', at: middle(run, span), lane });
}

/** Lets the spans of that label end as soon as they began. */
function instant(run: Run, label: string): void {
  for (const { span, at } of begin(run, label)) end(run, span).at = at;
}

/** Lets a span begin when another one did. Each is the nth of its label, from 0 up. */
function sameStart(run: Run, [first, n]: [string, number], [second, m]: [string, number]): void {
  begin(run, second)[m]!.at = begin(run, first)[n]!.at;
}

/** Takes away the beats of a span, the nth of that label. */
function silence(run: Run, label: string, n = 0): void {
  const from = begin(run, label)[n]!;
  const to = end(run, from.span);
  run.events = run.events.filter(({ type, at }) => type !== 'beat' || at < from.at || at > to.at);
}
