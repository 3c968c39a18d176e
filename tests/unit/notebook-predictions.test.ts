/** Predictions are answered by the reader's run, and marks of progress are kept. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signal } from '@preact/signals';
import { addMarks, clearMarks, loadMarks } from '../../src/notebook/marks.ts';
import { answer, Predictions } from '../../src/notebook/predictions.ts';
import type { Sandbox } from '../../src/notebook/sandbox.ts';
import type { Prediction, Run } from '../../src/notebook/timeline-events.ts';

const same = (text: string) => ({ en: text, ko: text });

/** Which line comes first? */
const first: Prediction = {
  id: 'first',
  asks: same('Which line comes first?'),
  choices: ['one', 'two'].map((line) => ({
    says: same(line),
    holds: (run) => run.output.startsWith(line),
  })),
  saw: (run) => same(run.output.split('\n')[0]!),
};

const printed = (output: string): Run => ({ output, events: [], exitCode: 0 });

function predictions(hasRun = signal(false)) {
  const questions = [first].map(({ id, asks, choices }) => ({
    id,
    asks,
    choices: choices.map(({ says }) => says),
  }));
  return new Predictions({ predictions: questions } as unknown as Sandbox, hasRun);
}

test('the run answers, and nothing else', () => {
  assert.deepEqual(answer(first, printed('one\ntwo\n')), { choice: 0, saw: same('one') });
  assert.deepEqual(answer(first, printed('two\none\n')), { choice: 1, saw: same('two') });
});

test('a run of which no choice holds, or more than one, or that throws, answers nothing', () => {
  assert.equal(answer(first, printed('three')).choice, null);
  const always = { says: same('always'), holds: () => true };
  assert.equal(answer({ ...first, choices: [always, always] }, printed('')).choice, null);
  const broken = {
    says: same('broken'),
    holds: () => {
      throw new Error('no such span');
    },
  };
  assert.equal(answer({ ...first, choices: [broken, always] }, printed('')).choice, 1);
});

test('what was chosen before the run stands until the reader predicts again', () => {
  const asked = predictions();
  asked.choose('first', 1);
  asked.judge([first], printed('one\n'));
  asked.choose('first', 0);
  assert.deepEqual(asked.score.value, { right: 0, of: 1 });
  asked.again();
  assert.equal(asked.isAnswered.value, false);
  asked.choose('first', 0);
  asked.judge([first], printed('one\n'));
  assert.deepEqual(asked.score.value, { right: 1, of: 1 });
});

test('only what was predicted counts', () => {
  const asked = predictions();
  asked.judge([first], printed('one\n'));
  assert.deepEqual(asked.score.value, { right: 0, of: 0 });
});

test('the recorded run is covered until there is an own one or the reader wants to see it', () => {
  const hasRun = signal(false);
  const asked = predictions(hasRun);
  assert.equal(asked.coversRecorded.value, true);
  hasRun.value = true;
  assert.equal(asked.coversRecorded.value, false);
  const other = predictions();
  other.uncover();
  assert.equal(other.coversRecorded.value, false);
  const without = new Predictions({ predictions: [] } as unknown as Sandbox, signal(false));
  assert.equal(without.coversRecorded.value, false);
});

test('marks are added up, kept, and forgotten together', () => {
  const map = new Map<string, string>();
  const storage = () =>
    ({
      getItem: (key: string) => map.get(key) ?? null,
      setItem: (key: string, value: string) => void map.set(key, value),
      removeItem: (key: string) => void map.delete(key),
    }) as Storage;
  addMarks(storage, 'demo', { predictions: { first: 1 } });
  addMarks(storage, 'demo', { hasRun: true });
  addMarks(storage, 'other', { isSolved: true });
  assert.deepEqual(loadMarks(storage), {
    demo: { predictions: { first: 1 }, hasRun: true },
    other: { isSolved: true },
  });
  clearMarks(storage);
  assert.deepEqual(loadMarks(storage), {});
  assert.equal(map.size, 0);
});

test('where nothing can be kept, or what is kept is broken, there are no marks', () => {
  const refusing = () => {
    throw new DOMException('denied', 'SecurityError');
  };
  addMarks(refusing, 'demo', { hasRun: true });
  assert.deepEqual(loadMarks(refusing), {});
  assert.deepEqual(
    loadMarks(() => ({ getItem: () => '[1' }) as unknown as Storage),
    {},
  );
  assert.deepEqual(
    loadMarks(() => ({ getItem: () => '[1]' }) as unknown as Storage),
    {},
  );
});
