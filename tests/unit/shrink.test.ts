/** A program that shows something is shrunk to a smallest one that still shows it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  FAMILIES,
  randomProgram,
  randomPrograms,
  render,
} from '../node/programs/random-program.ts';
import { shrink, smaller } from '../node/programs/shrink.ts';
import { countTasks, task, type Task } from '../node/programs/tree.ts';

const has = ({ kind, blocks }: Task, wanted: string): boolean =>
  kind === wanted || blocks.flat().some((inner) => has(inner, wanted));

const program = (...tasks: Task[]): Task => {
  return task('program', { module: 1 }, [[task('round', { root: 2 }, [tasks])]]);
};

const then = (...tasks: Task[]) => task('then', { store: 3 }, [tasks]);
const tick = (...tasks: Task[]) => task('next-tick', { store: 1 }, [tasks]);

test('what shows nothing is removed', async () => {
  const start = program(then(), tick(), then(tick(), then()), tick());
  const smallest = await shrink(start, async (tree) => has(tree, 'next-tick'));
  const only = task('next-tick', { store: 0 }, [[]]);
  const round = task('round', { root: 0 }, [[only]]);
  assert.deepEqual(smallest, task('program', { module: 0 }, [[round]]));
});

test('a task gives way to what it holds', async () => {
  const start = program(then(then(tick(then()), then())));
  const smallest = await shrink(start, async (tree) => has(tree, 'next-tick'));
  assert.equal(countTasks([smallest]), 3);
});

test('what holds something that it needs stays', async () => {
  const nested = (tree: Task): boolean =>
    (tree.kind === 'then' && tree.blocks.flat().some(({ kind }) => kind === 'next-tick')) ||
    tree.blocks.flat().some(nested);
  const start = program(tick(then(then(then(tick(), tick()), tick()))), then());
  const smallest = await shrink(start, async (tree) => nested(tree));
  assert.equal(countTasks([smallest]), 4);
});

test('numbers fall as far as they may', async () => {
  const sum = ({ numbers, blocks }: Task): number =>
    Object.values(numbers).reduce((a, b) => a + b, 0) +
    blocks.flat().reduce((a, b) => a + sum(b), 0);
  const smallest = await shrink(program(then(then(tick()))), async (tree) => sum(tree) >= 5);
  assert.equal(sum(smallest), 5);
});

test('a step of a conversation gives way to no task, and a task to no step', () => {
  const { tree } = randomPrograms(1, 1, ['workers']).next().value!;
  const stepsInPlace = ({ kind, blocks }: Task): boolean => {
    const steps = blocks.map((nodes) => nodes.some((node) => node.kind.startsWith('worker-')));
    const expected = blocks.map((_, index) => kind === 'worker' && index === 1);
    return (
      steps.every((has, i) => !has || expected[i]) &&
      blocks.flat().every((node) => stepsInPlace(node))
    );
  };
  for (const candidate of smaller(tree)) assert.ok(stepsInPlace(candidate));
});

test('every smaller program can be written', () => {
  for (const family of FAMILIES) {
    const { tree } = randomPrograms(1, 1, [family]).next().value!;
    const candidates = [...smaller(tree)];
    const some = candidates.filter((_, i) => i % Math.ceil(candidates.length / 20) === 0);
    for (const candidate of some) assert.ok(render(candidate).includes('done();'));
  }
});

test('no candidate is tried twice, and the trials are bounded', async () => {
  const seen = new Set<string>();
  const shows = async (tree: Task): Promise<boolean> => {
    const key = JSON.stringify(tree);
    assert.ok(!seen.has(key));
    seen.add(key);
    return has(tree, 'next-tick');
  };
  await shrink(program(then(then(tick(then()), then())), then()), shows);
  const few = seen.size;
  assert.ok(few > 5);
  let trials = 0;
  const start = randomProgram(7).tree;
  assert.equal(await shrink(start, async () => ++trials < 0, 20), start);
  assert.equal(trials, 20);
});
