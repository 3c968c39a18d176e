/** What the long run makes of the differences that it sees. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { heading } from '../node/fuzz/found.ts';
import { judge } from '../node/fuzz/judge.ts';
import { FuzzResult } from '../node/fuzz/result.ts';
import type { Comparison } from '../node/harness/both.ts';
import { difference } from '../node/harness/compare.ts';

/** Runs of a program, one after the other: what each printed in Node and in the tab. */
function runs(...outputs: [node: string, tab: string][]): () => Promise<Comparison> {
  return async () => {
    const [node, tab] = outputs.shift()!.map((output) => ({ output, code: 0 }));
    return { node: node!, tab: tab!, diff: difference(node!, tab!) };
  };
}

test('what is the same is run once', async () => {
  assert.deepEqual(await judge(runs(['a', 'a'])), { kind: 'same' });
});

test('a difference that always comes is steady', async () => {
  const verdict = await judge(runs(['a', 'b'], ['a', 'b'], ['a', 'c']));
  assert.ok(verdict.kind === 'differs' && verdict.isSteady);
});

test('one that comes now and then is told, and is not steady', async () => {
  const verdict = await judge(runs(['a', 'b'], ['a', 'a'], ['a', 'b']));
  assert.ok(verdict.kind === 'differs' && !verdict.isSteady);
  assert.equal(verdict.times, '2 of 3 times');
});

test('a program that differs between runs of real Node says nothing of the tab', async () => {
  const verdict = await judge(runs(['a', 'b'], ['b', 'b'], ['a', 'b']));
  assert.equal(verdict.kind, 'undetermined');
});

test('a found script says in its head which seed it came from and what differed', () => {
  const diff = difference({ output: 'x\na', code: 0 }, { output: 'x\nb', code: 1 })!;
  assert.equal(
    heading(7, diff),
    [
      '// Seed 7 of `npm run fuzz`, shrunk. Of Node (-) the tab (+) differed so:',
      '//   - exit code 0',
      '//   + exit code 1',
      '//   - a',
      '//   + b',
    ].join('\n'),
  );
});

test('undetermined programs are counted apart from differences', () => {
  const result = new FuzzResult(['http', 'workers']);
  for (const verdict of ['same', 'undetermined', 'differs'] as const) result.count('http', verdict);
  assert.deepEqual([result.programs, result.differences, result.undetermined], [3, 1, 1]);
  assert.match(result.table(), /^workers +0 +0 +0$/m);
  assert.match(result.table(), /^all +3 +1 +1$/m);
});
