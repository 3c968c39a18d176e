/** What a reader sets before a run: kept, shared, reset, and never believed before it is checked. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cornersOf } from '../../src/commands/corners.ts';
import {
  defaultsOf,
  drawSeed,
  isAllowed,
  isGiven,
  readValues,
  sayValues,
  writeValues,
  type Controls,
} from '../../src/notebook/controls.ts';
import { loadEdits, saveEdits } from '../../src/notebook/edits.ts';
import { writeEnvFile } from '../../src/notebook/env-file.ts';
import { writeFragment } from '../../src/notebook/share-link.ts';
import { openSession as open, storage } from '../fixtures/notebook-session.ts';

const words = (en: string, ko = en) => ({ en, ko });

const controls: Controls = {
  numbers: [
    {
      env: 'DELAY_MS',
      label: words('Delay', '지연'),
      min: 5,
      max: 50,
      step: 5,
      unit: words('ms'),
      default: 10,
    },
    {
      env: 'LIMIT',
      label: words('Limit', '한도'),
      min: 0,
      max: 1,
      step: 0.1,
      unit: words('jobs', '개'),
      default: 0.3,
    },
  ],
  faults: [
    { value: 'none', label: words('No fault', '고장 없음') },
    { value: 'power-cut', label: words('Cut the power', '전원 끊기') },
  ],
  seed: 7,
};

const LESSON = { DELAY_MS: '10', LIMIT: '0.3', SEED: '7', FAULT: 'none' };
const CODE = { 'index.js': 'lesson\n', 'other.js': 'other\n' };

const openSession = (kept: Storage, options: Parameters<typeof open>[1] = {}) =>
  open(kept, { controls, ...options });

const problemOf = (values: string) => {
  try {
    readValues(`#code=demo.AAAA${values}`, controls);
    return null;
  } catch (error) {
    return (error as { problem?: string }).problem;
  }
};

test('a control may have what its slider, its buttons or the seed can have, and nothing else', () => {
  const allowed = (name: string, values: unknown[]) =>
    values.filter((value) => isAllowed(controls, name, value));
  const numbers = ['5', '50', '10', '4', '55', '12', '1e1', '0x10', ' 10', '10.0', '-10', '', 10];
  assert.deepEqual(allowed('DELAY_MS', numbers), ['5', '50', '10']);
  assert.deepEqual(allowed('LIMIT', ['0', '0.3', '0.7', '0.75', '1', 'NaN', 'Infinity']), [
    '0',
    '0.3',
    '0.7',
    '1',
  ]);
  assert.deepEqual(allowed('SEED', ['1', '9999', '0', '10000', '1.5', '-1', 'x']), ['1', '9999']);
  assert.deepEqual(allowed('FAULT', ['none', 'power-cut', 'crash', '', '__proto__']), [
    'none',
    'power-cut',
  ]);
  for (const name of ['NODE_OPTIONS', 'PATH', '__proto__', 'constructor', 'delay_ms', '']) {
    assert.equal(isAllowed(controls, name, '10'), false, name);
  }
  assert.equal(isAllowed(undefined, 'SEED', '1'), false);
  assert.equal(isAllowed({ ...controls, seed: null }, 'SEED', '1'), false);
});

test('a link carries all values, and another reader’s controls stand as they did', async () => {
  const session = openSession(storage());
  session.workspace.set('DELAY_MS', '45');
  session.workspace.set('SEED', '4711');
  session.workspace.set('FAULT', 'power-cut');
  const { hash } = new URL(await session.shared.link());
  assert.match(hash, /&DELAY_MS=45&LIMIT=0\.3&SEED=4711&FAULT=power-cut$/);

  const theirs = storage();
  const other = openSession(theirs);
  other.workspace.set('LIMIT', '1');
  await other.shared.open(hash);
  assert.deepEqual(other.workspace.values.value, {
    DELAY_MS: '45',
    LIMIT: '0.3',
    SEED: '4711',
    FAULT: 'power-cut',
  });
  assert.equal(other.shared.isOnlyValues, true);
  assert.equal(other.editor.value, 'none', 'no code came that one would have to read');
  assert.equal(
    openSession(theirs).workspace.values.value['LIMIT'],
    '1',
    'their own are kept until then',
  );
  other.shared.leave();
  assert.deepEqual(other.workspace.values.value, { ...LESSON, LIMIT: '1' });
  await other.shared.open(hash);
  other.shared.keep();
  assert.equal(openSession(theirs).workspace.values.value['SEED'], '4711');
});

test('a link of the lesson’s code and values asks nothing; code without values comes with the lesson’s', async () => {
  const session = openSession(storage());
  await session.shared.open((await writeFragment('demo', CODE)) + writeValues(LESSON));
  assert.equal(session.shared.own.value, null);
  session.workspace.set('SEED', '8');
  await session.shared.open(await writeFragment('demo', { 'index.js': 'theirs\n' }));
  assert.equal(session.shared.isOnlyValues, false);
  assert.deepEqual(session.workspace.values.value, LESSON);
  session.shared.leave();
  assert.equal(session.workspace.values.value['SEED'], '8');
});

test('a link that sets a control to what it cannot be is refused whole', async () => {
  const bad = [
    '&DELAY_MS=55',
    '&DELAY_MS=1e1',
    '&DELAY_MS=10&DELAY_MS=15',
    '&SEED=0',
    '&SEED=<img src=x>',
    '&FAULT=crash',
    '&NODE_OPTIONS=--inspect',
    '&__proto__=x',
    '&SEED=7&PATH=/tmp',
    '&amp;SEED=7',
  ];
  for (const values of bad) assert.equal(problemOf(values), 'other-values', values);
  assert.equal(problemOf('&SEED=7'), null);
  assert.equal(problemOf('&'), null);

  const session = openSession(storage());
  const code = await writeFragment('demo', { 'index.js': 'theirs\n' });
  await session.shared.open(`${code}&DELAY_MS=55`);
  assert.equal(session.shared.problem.value, 'other-values');
  assert.deepEqual(session.workspace.values.value, LESSON);
  assert.deepEqual(session.workspace.files.value, CODE);
  await open(storage()).shared.open(`${code}&SEED=7`);
});

test('a sandbox without controls takes no values, and its links carry none', async () => {
  const session = open(storage());
  session.workspace.set('SEED', '8');
  assert.deepEqual(session.workspace.values.value, {});
  assert.doesNotMatch(await session.shared.link(), /&/);
  await session.shared.open(`${await writeFragment('demo', CODE)}&SEED=8`);
  assert.equal(session.shared.problem.value, 'other-values');
});

test('values survive a visit and the reload that a run may need; Reset sets them back, and can be undone', () => {
  const kept = storage();
  openSession(kept).workspace.set('DELAY_MS', '20');
  const again = openSession(kept);
  assert.equal(again.workspace.values.value['DELAY_MS'], '20');
  assert.equal(again.editor.value, 'none');
  assert.equal(again.workspace.areValuesChanged.value, true);
  const reloaded = openSession(storage(), { kept: { ...again.keep(), runs: false } });
  assert.equal(reloaded.workspace.values.value['DELAY_MS'], '20');

  again.workspace.reset();
  assert.deepEqual(again.workspace.values.value, LESSON);
  assert.deepEqual(openSession(kept).workspace.values.value, LESSON);
  again.workspace.undo();
  assert.equal(openSession(kept).workspace.values.value['DELAY_MS'], '20');
  again.workspace.showSolution();
  assert.equal(again.workspace.values.value['DELAY_MS'], '20', 'the solution is code');
});

test('values that came with a link come through that reload too, still undecided', async () => {
  const kept = storage();
  openSession(kept).workspace.set('SEED', '8');
  const before = openSession(kept);
  await before.shared.open((await writeFragment('demo', CODE)) + writeValues({ SEED: '9' }));
  const after = openSession(kept, { kept: { ...before.keep(), runs: false } });
  assert.equal(after.workspace.values.value['SEED'], '9');
  after.shared.leave();
  assert.equal(after.workspace.values.value['SEED'], '8');
});

test('of what was kept only that comes back which the controls still allow', () => {
  const kept = storage();
  const values = { DELAY_MS: '20', LIMIT: '7', SEED: 'x', GONE: '1', FAULT: 'none' };
  saveEdits(() => kept, 'demo', { source: 'hash 1', files: {}, values });
  assert.deepEqual(openSession(kept).workspace.values.value, { ...LESSON, DELAY_MS: '20' });
  for (const bad of ['7', 'null', '{"SEED":7}', '"x"']) {
    kept.setItem('in-step:edits:demo', `{"source":"hash 1","files":{},"values":${bad}}`);
    assert.equal(
      loadEdits(() => kept, 'demo'),
      null,
      bad,
    );
  }
});

test('the values are said in both languages, and stand in a file for node --env-file', () => {
  const values = { ...LESSON, DELAY_MS: '45', FAULT: 'power-cut' };
  assert.equal(
    sayValues(controls, values, 'en'),
    'Delay 45 ms, Limit 0.3 jobs, seed 7, Cut the power',
  );
  assert.equal(sayValues(controls, values, 'ko'), '지연 45 ms, 한도 0.3개, 시드 7, 전원 끊기');
  const file = writeEnvFile(controls, values);
  assert.match(file, /^# Delay: from 5 to 50 ms\nDELAY_MS=45\n/);
  assert.match(file, /^FAULT=power-cut$/m);
});

test('a claim that has a control given is not said of runs in which that was moved', () => {
  assert.equal(isGiven(undefined, controls, { ...LESSON, SEED: '8' }), true);
  assert.equal(isGiven(['DELAY_MS'], controls, { ...LESSON, SEED: '8' }), true);
  assert.equal(isGiven(['SEED'], controls, { ...LESSON, SEED: '8' }), false);
  assert.equal(isGiven(['SEED'], controls, {}), true, 'a run without values has the lesson’s');
});

test('a new seed is another one', () => {
  for (let i = 0; i < 100; i++) {
    const seed = drawSeed('7');
    assert.notEqual(seed, '7');
    assert.ok(isAllowed(controls, 'SEED', seed), seed);
  }
});

test('claims are checked at each pair of slider ends, and for each fault with two seeds', () => {
  assert.deepEqual(cornersOf(undefined), []);
  const corners = cornersOf(controls);
  const has = (values: object) =>
    corners.some((corner) =>
      Object.entries(values).every(([name, value]) => corner[name] === value),
    );
  for (const DELAY_MS of ['5', '50']) {
    for (const LIMIT of ['0', '1']) assert.ok(has({ DELAY_MS, LIMIT, SEED: '7' }));
  }
  for (const FAULT of ['none', 'power-cut']) {
    for (const SEED of ['7', '8'].slice(FAULT === 'none' ? 1 : 0))
      assert.ok(has({ ...LESSON, FAULT, SEED }));
  }
  assert.ok(!has(defaultsOf(controls)), 'the lesson’s own run is no corner');
});
