import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isSolved, judgeAll } from '../../src/notebook/claims.ts';
import { loadEdits, saveEdits } from '../../src/notebook/edits.ts';
import type { Claim } from '../../src/notebook/timeline-events.ts';
import { openSession, storage } from '../fixtures/notebook-session.ts';

const open = (kept: Storage, source = 'hash 1', language: 'en' | 'ko' = 'en') =>
  openSession(kept, { source, language });

test('edits survive a visit, in either language, and Reset takes them back', () => {
  const kept = storage();
  open(kept).workspace.edit('index.js', 'mine\n');
  const again = open(kept, 'hash 1', 'ko');
  assert.deepEqual(again.workspace.files.value, { 'index.js': 'mine\n', 'other.js': 'other\n' });
  assert.deepEqual(again.workspace.edited.value, ['index.js']);
  assert.equal(again.workspace.notice.value, null);
  again.workspace.reset();
  assert.equal(again.workspace.files.value['index.js'], 'lesson\n');
  assert.deepEqual(open(kept).workspace.edited.value, []);
});

test('Reset and Show solution can be undone', () => {
  const kept = storage();
  const session = open(kept);
  session.workspace.edit('other.js', 'mine\n');
  session.workspace.showSolution();
  assert.equal(session.workspace.files.value['other.js'], 'solved\n');
  assert.equal(session.workspace.file.value, 'other.js');
  session.workspace.undo();
  assert.equal(session.workspace.files.value['other.js'], 'mine\n');
  session.workspace.reset();
  session.workspace.undo();
  assert.deepEqual(open(kept).workspace.files.value['other.js'], 'mine\n');
});

test('after the lesson has changed, the reader chooses, and loses nothing until then', () => {
  const kept = storage();
  open(kept, 'hash 1').workspace.edit('index.js', 'mine\n');
  const changed = open(kept, 'hash 2');
  assert.equal(changed.workspace.notice.value?.kind, 'lesson-changed');
  assert.equal(changed.workspace.files.value['index.js'], 'mine\n');
  changed.workspace.edit('index.js', 'mine too\n');
  assert.equal(
    open(kept, 'hash 2').workspace.notice.value?.kind,
    'lesson-changed',
    'not chosen yet',
  );

  const keeping = open(kept, 'hash 2');
  keeping.workspace.keepMine();
  assert.equal(open(kept, 'hash 2').workspace.notice.value, null);
  assert.equal(open(kept, 'hash 2').workspace.files.value['index.js'], 'mine too\n');

  const taking = open(kept, 'hash 3');
  taking.workspace.reset();
  assert.equal(taking.workspace.files.value['index.js'], 'lesson\n');
  taking.workspace.undo();
  assert.equal(taking.workspace.files.value['index.js'], 'mine too\n');
});

test('a browser that keeps nothing is said, and nothing breaks', () => {
  const refusing = {
    getItem: () => {
      throw new Error('denied');
    },
    setItem: () => {
      throw new Error('denied');
    },
    removeItem: () => {},
  } as unknown as Storage;
  const session = open(refusing);
  assert.equal(session.workspace.isSaved.value, true);
  session.workspace.edit('index.js', 'mine\n');
  assert.equal(session.workspace.isSaved.value, false);
  assert.equal(session.workspace.files.value['index.js'], 'mine\n');
});

test('what is kept is checked before it is believed', () => {
  for (const bad of ['{', '7', 'null', '{"source":1}', '{"source":"a","files":{"index.js":7}}']) {
    const kept = storage();
    kept.setItem('in-step:edits:demo', bad);
    assert.equal(
      loadEdits(() => kept, 'demo'),
      null,
      bad,
    );
    assert.equal(open(kept).workspace.files.value['index.js'], 'lesson\n');
  }
  const kept = storage();
  for (const name of ['gone.js', 'toString', '__proto__', '../index.js']) {
    const files = Object.fromEntries([[name, 'x']]);
    saveEdits(() => kept, 'demo', { source: 'hash 1', files });
    assert.deepEqual(open(kept).workspace.files.value, {
      'index.js': 'lesson\n',
      'other.js': 'other\n',
    });
  }
});

test('labels are translated on Korean pages only', () => {
  assert.equal(open(storage(), 'h', 'ko').say('main'), '메인');
  assert.equal(open(storage(), 'h', 'ko').say('worker 1'), 'worker 1');
  assert.equal(open(storage(), 'h', 'en').say('main'), 'main');
});

test('a claim that throws does not hold, and the others are judged all the same', () => {
  const says = { en: '', ko: '' };
  const claims: Claim[] = [
    {
      id: 'throws',
      says,
      holds: () => {
        throw new Error('no such span');
      },
      saw: () => {
        throw new Error('no such span');
      },
    },
    { id: 'holds', says, holds: (run) => run.exitCode === 0, saw: () => ({ en: 'x', ko: 'y' }) },
    { id: 'truthy', says, holds: () => 1 as unknown as boolean },
  ];
  assert.deepEqual(judgeAll(claims, { output: '', events: [], exitCode: 0 }), {
    throws: { holds: false },
    holds: { holds: true, saw: { en: 'x', ko: 'y' } },
    truthy: { holds: false },
  });
});

test('an exercise is solved if its claims hold and it has broken no other', () => {
  const claims = [{ id: 'same count' }, { id: 'given' }, { id: 'beats', exercise: true }];
  const verdicts = (...holding: string[]) =>
    Object.fromEntries(['same count', 'beats'].map((id) => [id, { holds: holding.includes(id) }]));
  assert.equal(isSolved(claims, verdicts('same count', 'beats')), true);
  assert.equal(isSolved(claims, verdicts('beats')), false);
  assert.equal(isSolved(claims, verdicts('same count')), false);
  assert.equal(isSolved(claims, {}), false);
  assert.equal(isSolved(claims.slice(0, 1), verdicts('same count')), false);
});
