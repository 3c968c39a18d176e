/** Random programs are functions of their seed, and what they print is no matter of chance. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  FAMILIES,
  randomProgram,
  randomPrograms,
  render,
} from '../node/programs/random-program.ts';
import { KINDS } from '../node/programs/kinds/index.ts';
import type { Task } from '../node/programs/tree.ts';

test('a seed gives one program', () => {
  assert.deepEqual(randomProgram(7), randomProgram(7));
  assert.notEqual(render(randomProgram(7).tree), render(randomProgram(9).tree));
  assert.match(randomProgram(7).name, /^random-7-\w+\.mjs$/);
  assert.match(randomProgram(8).name, /^random-8-\w+\.cjs$/);
});

test('the ninety programs that are compared with every change are of every family', () => {
  const families = new Set([...randomPrograms(1, 90)].map(({ family }) => family));
  assert.deepEqual([...families].sort(), [...FAMILIES].sort());
});

test('programs of some families alone are those that the same seeds give among all', () => {
  const some = [...randomPrograms(1, 5, ['http', 'workers'])];
  assert.equal(some.length, 5);
  for (const program of some) {
    assert.ok(['http', 'workers'].includes(program.family));
    assert.deepEqual(program, randomProgram(program.seed));
  }
});

test('every kind of task is drawn', () => {
  const drawn = new Set<string>();
  const visit = ({ kind, blocks }: Task) => {
    drawn.add(kind);
    blocks.flat().forEach(visit);
  };
  for (const { tree } of randomPrograms(1, 600)) visit(tree);
  assert.deepEqual([...drawn].sort(), Object.keys(KINDS).sort());
});

test('a program of each family prints the same each time, a line for each round', () => {
  const folder = mkdtempSync(join(tmpdir(), 'random-'));
  try {
    for (const family of FAMILIES) {
      const { name, tree } = randomPrograms(1, 1, [family]).next().value!;
      writeFileSync(join(folder, name), render(tree));
      const [first, second] = [1, 2].map(() => {
        const { stdout, status } = spawnSync(process.execPath, [join(folder, name)]);
        assert.equal(status, 0);
        return stdout.toString();
      });
      assert.equal(first, second);
      const lines = first!.trim().split('\n');
      const rounds = lines.filter((line) => !/^\w+\|/.test(line));
      assert.equal(rounds.length, tree.blocks[0]!.length);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});
