import assert from 'node:assert/strict';
import { test } from 'node:test';
import { faults } from '../../tests/soak/faults.ts';
import { grown, type Held } from '../../tests/soak/measure.ts';
import { planSoak } from '../../tests/soak/plan.ts';
import { assertProof } from '../../tests/soak/proofs.ts';
import { stopLines } from '../../tests/soak/table.ts';

const sandboxes = Array.from({ length: 40 }, (_, i) => ({ name: `${i}`, runs: 1 + (i % 2) }));
const held: Held = {
  pageHeap: 20e6,
  frameHeap: 1e6,
  workers: 7,
  frames: 1,
  nodes: 1000,
  listeners: 100,
};

test('a long soak runs every sandbox in each round, and no fewer runs than were asked for', () => {
  const { round, rounds, runs } = planSoak(sandboxes, 500);
  assert.deepEqual(round, sandboxes);
  assert.equal(runs, rounds * 60);
  assert.ok(runs >= 500 && runs < 560);
});

test('a short soak runs some from all over the list, three times', () => {
  const { round, rounds, runs } = planSoak(sandboxes, 30);
  assert.equal(rounds, 3);
  assert.equal(runs, 30);
  assert.equal(round[0]!.name, '0');
  assert.ok(Number(round.at(-1)!.name) >= 30);
});

test('a soak of one run still runs a sandbox in three rounds', () => {
  const { round, rounds, runs } = planSoak(sandboxes, 1);
  assert.equal(round.length, 1);
  assert.equal(runs, rounds * round[0]!.runs);
  assert.equal(rounds, 3);
});

test('what holds no more than before has not grown, and what varies may vary a little', () => {
  assert.deepEqual(grown(held, held), []);
  assert.deepEqual(grown(held, { ...held, nodes: 1040, pageHeap: 21e6, workers: 6 }), []);
});

test('each kind of growth is told', () => {
  const late = {
    pageHeap: 23e6,
    frameHeap: 3e6,
    workers: 8,
    frames: 2,
    nodes: 1060,
    listeners: 106,
  };
  assert.deepEqual(grown(held, late), Object.keys(late));
});

test('every test that is named as a proof is there', () => {
  const proofs = faults.map(({ ends }) => ends).filter((ends) => typeof ends === 'object');
  assert.ok(proofs.length > 0);
  for (const proof of proofs) assert.match(assertProof(proof), /^proved by/);
});

test('a proof whose test is gone is none', () => {
  const proof = { file: 'x.spec.ts', test: 'it holds' };
  assert.throws(
    () => assertProof(proof, () => `test('it holds no more', () => {})`),
    /no test named/,
  );
  assert.throws(() => assertProof(proof, () => `// it holds`), /no test named/);
  assertProof(proof, () => `test('it holds', async () => {})`);
});

test('of stops the slowest is said first', () => {
  assert.equal(
    stopLines({ quick: 1.2, 'very slow': 230.7 }),
    ['worst of 10        ', 'very slow    231 ms', 'quick          1 ms'].join('\n'),
  );
});
