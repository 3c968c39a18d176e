/** What the page on the embedded Node shows is what the result files say. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { origin, writeResult } from '../../src/commands/results.ts';
import { readBench, readConformance } from '../../src/components/results/read-results.ts';
import { words } from '../../src/components/results/words.ts';
import { FAMILIES } from '../node/programs/random-program.ts';
import { REASONS } from '../node/conformance/reasons.ts';

let folder: string;

before(() => (folder = mkdtempSync(join(tmpdir(), 'results-'))));
after(() => rmSync(folder, { recursive: true }));

test('the counts of the kept conformance run add up', () => {
  const { passed, of, families } = readConformance()!;
  const sum = (count: (row: (typeof families)[number]) => number) =>
    families.reduce((total, row) => total + count(row), 0);
  const failed = ({ reasons }: (typeof families)[number]) =>
    Object.values(reasons).reduce((total, count) => total + count, 0);
  assert.equal(
    sum(({ tab }) => tab),
    passed,
  );
  assert.equal(
    sum(({ real }) => real),
    of,
  );
  assert.equal(sum(failed), of - passed);
});

test('each reason has words in both languages', () => {
  for (const { reasons } of [words.en, words.ko]) {
    assert.deepEqual(Object.keys(reasons).sort(), REASONS.toSorted());
  }
});

test('each family of random programs has words in both languages', () => {
  for (const { programs } of [words.en, words.ko]) {
    assert.deepEqual(Object.keys(programs).sort(), FAMILIES.toSorted());
  }
});

test('a result that is not there is none, and one of another shape is refused by name', () => {
  assert.equal(readBench(folder), undefined);
  writeFileSync(join(folder, 'bench.json'), '{"date": "yesterday"}');
  assert.throws(() => readBench(folder), /bench\.json has not the shape.*\n[^]*date/);
});

test('what is written is read: who made it, and a line for each entry', () => {
  const bench = {
    ...origin(),
    chromium: '150',
    repeat: 5,
    runtimes: ['Node', 'tab'],
    rows: [
      {
        name: 'a',
        unit: 'ms',
        outcomes: { Node: { median: 1 }, tab: { median: 2, times: 2 } },
      },
      { name: 'b', unit: '/s', outcomes: { Node: { median: 1 }, tab: { missing: 'none' } } },
    ],
    alone: [{ name: 'c', unit: 'of 100', outcomes: { phone: { median: 99 } } }],
  };
  const inside = join(folder, 'new');
  writeResult(join(inside, 'bench.json'), bench, 'rows');
  assert.deepEqual(readBench(inside), bench);
  const tests = { a: { status: 'passed' }, b: { status: 'failed', error: '$& "x"' } };
  const file = join(folder, 'other/conformance.json');
  writeResult(file, { passed: 1, tests }, 'tests');
  assert.equal(
    readFileSync(file, 'utf8'),
    '{\n "passed": 1,\n "tests": {\n  "a": {"status":"passed"},\n' +
      '  "b": {"status":"failed","error":"$& \\"x\\""}\n }\n}\n',
  );
});
