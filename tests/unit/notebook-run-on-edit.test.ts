/** When code that was edited runs by itself. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signal } from '@preact/signals';
import { connectSettings, runsOnEdit } from '../../src/notebook/reader-settings.ts';
import { onEdit } from '../../src/notebook/run-on-edit.ts';

test('off by default; on, once the edits have stopped; not for what was edited before', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const files = signal({ 'index.js': 'one' });
  let runs = 0;
  onEdit(
    () => files.value,
    () => (runs += 1),
  );
  files.value = { 'index.js': 'two' };
  t.mock.timers.tick(60_000);
  assert.equal(runs, 0);

  runsOnEdit.value = true;
  t.mock.timers.tick(60_000);
  assert.equal(runs, 0);
  for (const text of ['t', 'th', 'three']) {
    files.value = { 'index.js': text };
    t.mock.timers.tick(200);
  }
  assert.equal(runs, 0);
  t.mock.timers.tick(60_000);
  assert.equal(runs, 1);
  runsOnEdit.value = false;
});

test('the choice is kept, where the browser lets the page', () => {
  const map = new Map<string, string>();
  const storage = () =>
    ({
      getItem: (key: string) => map.get(key) ?? null,
      setItem: (key: string, value: string) => void map.set(key, value),
    }) as Storage;
  map.set('in-step:settings', '{"runsOnEdit":true}');
  connectSettings(storage);
  assert.equal(runsOnEdit.value, true);
  runsOnEdit.value = false;
  assert.equal(JSON.parse(map.get('in-step:settings')!).runsOnEdit, false);
  connectSettings(() => {
    throw new DOMException('denied', 'SecurityError');
  });
  assert.equal(runsOnEdit.value, false);
});
