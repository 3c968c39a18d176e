/** Random programs are functions of their seed, and what they print is no matter of chance. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { randomProgram } from '../node/random-program.ts';

test('a seed gives one program', () => {
  assert.deepEqual(randomProgram(7), randomProgram(7));
  assert.notEqual(randomProgram(7).source, randomProgram(9).source);
  assert.equal(randomProgram(7).name, 'random-7.mjs');
  assert.equal(randomProgram(8).name, 'random-8.cjs');
});

test('a program prints the same each time, a line for each round', () => {
  const folder = mkdtempSync(join(tmpdir(), 'random-'));
  try {
    for (const seed of [1, 2, 3, 4]) {
      const { name, source } = randomProgram(seed);
      writeFileSync(join(folder, name), source);
      const [first, second] = [1, 2].map(() => {
        const { stdout, status } = spawnSync(process.execPath, [join(folder, name)]);
        assert.equal(status, 0);
        return stdout.toString();
      });
      assert.equal(first, second);
      assert.equal(first!.trim().split('\n').length, 5);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});
