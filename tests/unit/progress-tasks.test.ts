/** How much of a chapter is done. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { progressOf, type Tasks } from '../../src/components/progress/tasks.ts';

const tasks: Tasks = { one: ['predict', 'run', 'solve'], two: ['run'] };

test('of each sandbox what was predicted, run and solved counts', () => {
  assert.deepEqual(progressOf(tasks, {}), { done: 0, of: 4 });
  assert.deepEqual(progressOf(tasks, { one: { hasRun: true, predictions: {} } }), {
    done: 1,
    of: 4,
  });
  assert.deepEqual(
    progressOf(tasks, {
      one: { hasRun: true, predictions: { first: 0 }, isSolved: true },
      two: { hasRun: true },
      other: { hasRun: true },
    }),
    { done: 4, of: 4 },
  );
});

test('what a sandbox does not ask for is not counted', () => {
  assert.deepEqual(progressOf(tasks, { two: { isSolved: true } }), { done: 0, of: 4 });
});
