/** The harness must see what differs: a comparison that cannot fail would prove nothing. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { difference, normalize } from '../node/harness/compare.ts';

const run = (output: string, code: number | null = 0) => ({ output, code });

test('equal runs have no difference', () => {
  assert.equal(difference(run('a\nb\n'), run('a\nb\n')), undefined);
});

test('a byte, an order, an exit code or a missing end of line is a difference', () => {
  assert.equal(difference(run('a\nb'), run('a\nc')), '@ line 2\n  a\n- b\n+ c');
  assert.equal(difference(run('a\nb'), run('b\na')), '@ line 1\n- a\n@ line 3\n  b\n+ a');
  assert.equal(difference(run('a', 0), run('a', 1)), '- exit code 0\n+ exit code 1');
  assert.equal(
    difference(run('', 0), run('', null)),
    '- exit code 0\n+ exit by force, at its deadline',
  );
  assert.equal(difference(run('a\n'), run('a')), '@ line 2\n  a\n- ');
});

test('only the working directory and the process id are made equal', () => {
  const output = 'at /tmp/x/a.js:1\n(node:12) Warning: w\nx (node:12)\n';
  assert.equal(
    normalize(run(output), '/tmp/x').output,
    'at <cwd>/a.js:1\n(node:<pid>) Warning: w\nx (node:12)\n',
  );
});
