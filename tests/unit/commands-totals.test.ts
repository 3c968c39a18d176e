import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  failuresIn,
  nodeTestTotals,
  ownTotals,
  playwrightTotals,
  totalsOf,
} from '../../src/commands/totals.ts';

test('node:test', () => {
  const output = '✔ a (1ms)\nℹ tests 5\nℹ pass 3\nℹ fail 1\nℹ cancelled 1\nℹ skipped 0\n';
  assert.deepEqual(nodeTestTotals(output), { passed: 3, failed: 2 });
  assert.equal(nodeTestTotals('ℹ passing by 3\n'), null);
});

test('Playwright', () => {
  const output =
    '\n  2 failed\n    [chromium] › a.spec.ts:3:1 › 7 passed\n  1 flaky\n  4 did not run\n  1 skipped\n  11 passed (4.2m)\n';
  assert.deepEqual(playwrightTotals(output), { passed: 11, failed: 7 });
  assert.equal(playwrightTotals('Error: No tests found\n'), null);
});

test('our own runners: the last such line alone', () => {
  assert.deepEqual(ownTotals('1 passed, 9 failed\nx\n24 passed, 0 failed\n'), {
    passed: 24,
    failed: 0,
  });
  assert.equal(ownTotals('so far 2 passed, 0 failed\n'), null);
});

test('a failed step counts at least one failure', () => {
  assert.deepEqual(totalsOf({ code: 1, output: '' }), { passed: 0, failed: 1 });
  assert.deepEqual(totalsOf({ code: 0, output: '' }), { passed: 0, failed: 0 });
  assert.deepEqual(totalsOf({ code: 1, output: '3 passed, 0 failed' }, ownTotals), {
    passed: 3,
    failed: 1,
  });
  assert.deepEqual(totalsOf({ code: 1, output: '3 passed, 2 failed' }, ownTotals), {
    passed: 3,
    failed: 2,
  });
});

test('a runner that ran no test has failed', () => {
  assert.deepEqual(totalsOf({ code: 0, output: 'nothing' }, ownTotals), { passed: 0, failed: 1 });
  assert.deepEqual(totalsOf({ code: 0, output: '0 passed, 0 failed' }, ownTotals), {
    passed: 0,
    failed: 1,
  });
});

test('what failed is read again, whichever runner said it', () => {
  const before = 'one\ntwo\n';
  for (const said of [
    '✖ failing tests:\n\n✖ adds (1ms)\n  not equal',
    '  1) [site] › a.spec.ts:3:1 › adds\n\n    not equal\n\n  1 failed',
    '✗ adds.js\n    not equal\n0 passed, 1 failed',
    '  FAILED  adds\n0 passed, 1 failed',
  ]) {
    assert.equal(failuresIn(`${before}${said}\n`), said);
  }
  assert.equal(failuresIn('a\nb\nc\n', 2), 'b\nc');
});
