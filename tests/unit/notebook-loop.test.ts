/** A loop's trace as steps, and what waits and runs at each. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildLoop, type LoopState } from '../../src/notebook/loop-model.ts';
import { nameOf, sayStep, sitesOf } from '../../src/notebook/loop-say.ts';
import { loopWords } from '../../src/notebook/loop-words.ts';
import type { LoopEvent } from '../../src/node/loop-events.ts';

type Unstamped<T> = T extends unknown ? Omit<T, 'at'> : never;

const stamped = (events: Unstamped<LoopEvent>[]): LoopEvent[] =>
  events.map((event, i) => ({ at: 1000 + i, ...event }));

const queue = (task: number, kind: string, line: number, more = {}) => ({
  type: 'queue' as const,
  task,
  kind,
  site: `index.js:${line}`,
  isOwn: false,
  ...more,
});
const begin = (task: number, line?: number) => ({
  type: 'begin' as const,
  task,
  ...(line !== undefined && { site: `index.js:${line}` }),
});
const end = (task: number) => ({ type: 'end' as const, task });
const phase = (name: Extract<LoopEvent, { type: 'phase' }>['phase']) => ({
  type: 'phase' as const,
  phase: name,
});

/** Main script; a tick; two microtasks; an interval that runs twice; an immediate; a cleared timer. */
const events = stamped([
  phase('main'),
  queue(1, 'Timeout', 1, { delay: 10 }),
  queue(2, 'Immediate', 2),
  queue(3, 'TickObject', 3),
  queue(-1, 'then', 4),
  queue(-2, 'await', 5),
  queue(9, 'TickObject', 6, { isOwn: true }),
  queue(4, 'Timeout', 7, { delay: 5 }),
  begin(3, 3),
  { type: 'print', text: 'tick', lines: 1, site: 'index.js:3' },
  end(3),
  begin(9),
  end(9),
  { type: 'drain' },
  begin(-1, 4),
  end(-1),
  begin(-2),
  { type: 'print', text: 'two\nlines', lines: 2, site: 'index.js:6' },
  { type: 'drained' },
  { type: 'cancel', task: 4 },
  phase('timers'),
  phase('poll'),
  phase('check'),
  begin(2, 2),
  end(2),
  phase('close'),
  phase('timers'),
  phase('poll'),
  { type: 'sleep' },
  { type: 'wake' },
  phase('check'),
  phase('close'),
  phase('timers'),
  begin(1, 1),
  end(1),
  phase('poll'),
  phase('check'),
  phase('close'),
  phase('timers'),
  begin(1, 1),
  end(1),
  phase('exit'),
]);

const words = loopWords.en;
const say = (loop: ReturnType<typeof buildLoop>) =>
  loop.steps.map((step) => sayStep(step, words, 'en'));

/** Ids of what waits, by queue; empty ones are left out. */
const waiting = ({ queues }: LoopState) =>
  Object.fromEntries(
    Object.entries(queues)
      .filter(([, tasks]) => tasks.length > 0)
      .map(([name, tasks]) => [name, tasks.map(({ id }) => id)]),
  );

test('steps are what happens, in order; phases in which nothing runs are left out', () => {
  assert.deepEqual(say(buildLoop(events, false)), [
    'The main script runs.',
    'a timer of 10 ms is queued.',
    'setImmediate is queued.',
    'process.nextTick is queued.',
    'promise.then is queued.',
    'await is queued.',
    'a timer of 5 ms is queued.',
    'process.nextTick runs.',
    'Prints “tick”.',
    'promise.then runs.',
    'await runs.',
    'Prints “two\nlines”.',
    'a timer of 5 ms is cleared and will not run.',
    'The loop comes to its phase check.',
    'setImmediate runs.',
    'The loop comes to its phase poll.',
    'Nothing to do: the loop waits in poll, for 1 ms.',
    'The loop comes to its phase timers.',
    'a timer of 10 ms runs.',
    'The loop comes to its phase timers.',
    'a timer of 10 ms runs.',
    'Nothing keeps the loop alive: the program ends.',
  ]);
});

test('every step knows what waits, and in which order it will run', () => {
  const loop = buildLoop(events, false);
  const at = (text: string, nth = 0) => {
    const steps = [...say(loop).entries()].filter(([, said]) => said === text);
    return loop.stateAt(steps[nth]![0]);
  };
  assert.deepEqual(waiting(at('a timer of 5 ms is queued.')), {
    ticks: [3],
    promises: [-1, -2],
    timers: [1, 4],
    check: [2],
  });
  const tick = at('process.nextTick runs.');
  assert.deepEqual(
    tick.running.map(({ id }) => id),
    [3],
  );
  assert.deepEqual(waiting(tick).ticks, undefined);
  const reaction = at('promise.then runs.');
  assert.equal(reaction.isDraining, true);
  assert.deepEqual(waiting(reaction), { microtasks: [-2], timers: [1, 4], check: [2] });
  const goesOn = at('await runs.');
  assert.deepEqual(
    goesOn.running.map(({ id }) => id),
    [-2],
  );
  assert.deepEqual(waiting(at('setImmediate runs.')), { timers: [1] });
  assert.deepEqual(waiting(at('a timer of 10 ms runs.')), {});
  assert.deepEqual(waiting(at('The loop comes to its phase timers.', 1)), { timers: [1] });
  const last = at('Nothing keeps the loop alive: the program ends.');
  assert.deepEqual([waiting(last), last.running, last.phase, last.turn], [{}, [], 'exit', 4]);
});

test('going back gives the same as going forwards', () => {
  const loop = buildLoop(events, true);
  const forwards = loop.steps.map((_, i) => loop.stateAt(i));
  const backwards = loop.steps.map((_, i) => loop.stateAt(loop.steps.length - 1 - i)).toReversed();
  assert.deepEqual(backwards, forwards);
});

test('a callback has the line that queued it and the line that ran it', () => {
  const loop = buildLoop(
    stamped([
      phase('main'),
      queue(5, 'READFILEJOB', 3),
      queue(-1, 'await', 4),
      phase('poll'),
      begin(5),
      queue(6, 'Immediate', 8),
      end(5),
      { type: 'drain' },
      begin(-1),
      { type: 'drained' },
      phase('exit'),
    ]),
    false,
  );
  const runs = loop.steps.flatMap((step) => (step.type === 'run' ? [step] : []));
  assert.deepEqual(
    runs.map((step) => [nameOf(step.task, words, 'en'), ...sitesOf(step)]),
    [
      ['a file operation', 'index.js:8', 'index.js:3'],
      ['await', 'index.js:4'],
    ],
  );
});

test('what was printed is counted in lines, for the output to be lit', () => {
  const loop = buildLoop(events, false);
  const prints = loop.steps.flatMap((step, i) => (step.type === 'print' ? [loop.stateAt(i)] : []));
  assert.deepEqual(
    prints.map((state) => [state.printed, state.prints]),
    [
      [1, 1],
      [3, 2],
    ],
  );
});

test("what Node's own library queues is shown if it is asked for", () => {
  const has = (withOwn: boolean) =>
    buildLoop(events, withOwn).steps.some((step) => step.type === 'run' && step.task.id === 9);
  assert.deepEqual([has(false), has(true)], [false, true]);
});

test('a trace that was cut off, or is empty, is no error', () => {
  assert.deepEqual(buildLoop([], false).steps, []);
  for (let end = 1; end <= events.length; end += 1) {
    const loop = buildLoop(events.slice(0, end), true);
    for (const i of loop.steps.keys()) loop.stateAt(i);
  }
  const full = buildLoop([...events, { at: 2000, type: 'full' }], false);
  assert.equal(full.isFull, true);
});
