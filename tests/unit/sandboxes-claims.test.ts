/**
 * A claim can fail: each holds of the recorded run, and of no run that differs where it looks. A
 * question's answer is the run's: of a run that differs another choice holds. An exercise's claim does
 * not hold of answers that come close. How runs differ stands in claims/<sandbox>.ts.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readSandbox, readSandboxSource, sandboxNames } from '../../src/build/read-sandboxes.ts';
import { judge } from '../../src/notebook/claims.ts';
import { answer } from '../../src/notebook/predictions.ts';
import type { Run } from '../../src/notebook/timeline-events.ts';
import type { Answers, Change, Changes, Wrong } from '../fixtures/changed-run.ts';

interface Known {
  spoilt: Changes;
  solved?: Changes;
  wrong?: Wrong;
  answers?: Answers;
}

for (const name of await sandboxNames()) {
  const { recorded } = await readSandbox(name);
  const { claims, predictions } = await readSandboxSource(name);
  const known: Known = await import(`./claims/${name}.ts`);
  const { spoilt, solved = {}, wrong = {}, answers = {} } = known;
  const copy = (): Run => structuredClone(recorded);

  test(`${name}: wrong answers are known of its exercise only`, () => {
    const ids = claims.filter(({ exercise }) => exercise).map(({ id }) => id);
    assert.deepEqual(
      Object.keys(wrong).filter((id) => !ids.includes(id)),
      [],
    );
  });

  for (const prediction of predictions) {
    const { id, choices } = prediction;
    const known = answers[id];
    test(`${name}: ${id} is answered by the run, one way or the other`, () => {
      assert.ok(known, 'no runs are known that would answer it: add them');
      assert.equal(answer(prediction, recorded).choice, known.recorded);
      for (const choice of choices.keys()) {
        if (choice === known.recorded) continue;
        const run = copy();
        const change: Change | undefined = known.others[choice];
        assert.ok(change, `no run is known for choice ${choice}: add one`);
        change(run);
        assert.equal(answer(prediction, run).choice, choice);
      }
    });
  }

  for (const claim of claims) {
    const known = claim.exercise ? solved : spoilt;
    const change: Change | undefined = known[claim.id];
    test(`${name}: ${claim.id} ${claim.exercise ? 'waits for the solution' : 'can fail'}`, () => {
      assert.ok(change, 'no run is known that would change it: add one');
      const run = copy();
      assert.equal(judge(claim, run).holds, !claim.exercise);
      change(run);
      assert.equal(judge(claim, run).holds, !!claim.exercise);
    });

    for (const [answer, change] of Object.entries(wrong[claim.id] ?? {})) {
      test(`${name}: ${claim.id} does not hold of an answer that ${answer}`, () => {
        const run = copy();
        change(run);
        assert.equal(judge(claim, run).holds, false);
      });
    }

    test(`${name}: ${claim.id} does not hold of a run that says nothing`, () => {
      assert.equal(judge(claim, { output: '', events: [], exitCode: 0 }).holds, false);
    });
  }
}
