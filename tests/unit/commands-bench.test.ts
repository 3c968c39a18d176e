import assert from 'node:assert/strict';
import { test } from 'node:test';
import { resultOf } from '../bench/runtime.ts';
import { summarize } from '../bench/statistics.ts';
import { formatTable, ratio, withRatios, type ResultRow } from '../bench/table.ts';

test('the median is the middle sample, or the mean of the two in the middle', () => {
  assert.equal(summarize([30, 10, 20]).median, 20);
  assert.equal(summarize([40, 10, 30, 20]).median, 25);
  assert.equal(summarize([7]).median, 7);
});

test('the spread is from the least to the greatest sample, whatever their order', () => {
  const { min, max, samples } = summarize([9, 100, 20]);
  assert.deepEqual([min, max], [9, 100]);
  assert.deepEqual(samples, [9, 100, 20]);
});

test("a program's result is the number of its line, not of what else it prints", () => {
  assert.equal(resultOf('a result 1\nresult 2.5\n'), 2.5);
});

test('a program without a result has failed, for the reason that its error says', () => {
  const output = "node:internal\nError: Cannot find module 'x'\n    at require\n";
  assert.throws(() => resultOf(output), { message: "Error: Cannot find module 'x'" });
  assert.throws(() => resultOf('something else\n'), { message: 'something else' });
  assert.throws(() => resultOf(''), { message: 'it printed nothing' });
  assert.throws(() => resultOf('result soon\n'), { message: 'result soon' });
});

const slow: ResultRow = {
  name: 'waiting',
  unit: 'ms',
  outcomes: {
    node: summarize([1.5, 1, 2]),
    tab: summarize([3, 2, 40]),
    other: { missing: 'it has none' },
  },
};
const rate: ResultRow = {
  name: 'requests',
  unit: '/s',
  outcomes: {
    node: summarize([3000]),
    tab: summarize([1000]),
    other: { missing: 'it has none' },
  },
};

test('a ratio above 1 is worse, of times and of rates', () => {
  const { node, tab, other } = slow.outcomes;
  assert.equal(ratio(slow, node!, tab!), 2);
  assert.equal(ratio(rate, rate.outcomes.node!, rate.outcomes.tab!), 3);
  assert.equal(ratio(slow, node!, other!), undefined);
});

test('what is kept has the ratio to the first runtime beside each other number', () => {
  const [kept] = withRatios(['node', 'tab', 'other'], [rate]);
  const { node, tab, other } = kept!.outcomes;
  assert.deepEqual([node!.times, tab!.times, other!.times], [undefined, 3, undefined]);
});

test('the table shows medians, spreads and ratios, and says once why there is a dash', () => {
  assert.equal(
    formatTable(['node', 'tab', 'other'], [slow, rate]),
    [
      '                      node              tab                  other',
      'waiting, ms           1.50 (1–2)        3 (2–40) ×2          – [1]',
      'requests, per second  3000 (3000–3000)  1000 (1000–1000) ×3  – [1]',
      '',
      '[1] other: it has none',
    ].join('\n'),
  );
});
