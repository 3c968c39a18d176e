import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgeAll } from '../../src/notebook/claims.ts';
import { loadEdits, saveEdits } from '../../src/notebook/edits.ts';
import type { Claim } from '../../src/notebook/timeline-events.ts';
import { openSession, storage } from '../fixtures/notebook-session.ts';

const open = (kept: Storage, source = 'hash 1', language: 'en' | 'ko' = 'en') =>
  openSession(kept, { source, language });

test('edits survive a visit, in either language, and Reset takes them back', () => {
  const kept = storage();
  open(kept).edit('index.js', 'mine\n');
  const again = open(kept, 'hash 1', 'ko');
  assert.deepEqual(again.files.value, { 'index.js': 'mine\n', 'other.js': 'other\n' });
  assert.deepEqual(again.edited.value, ['index.js']);
  assert.equal(again.notice.value, null);
  again.reset();
  assert.equal(again.files.value['index.js'], 'lesson\n');
  assert.deepEqual(open(kept).edited.value, []);
});

test('Reset and Show solution can be undone', () => {
  const kept = storage();
  const session = open(kept);
  session.edit('other.js', 'mine\n');
  session.showSolution();
  assert.equal(session.files.value['other.js'], 'solved\n');
  assert.equal(session.file.value, 'other.js');
  session.undo();
  assert.equal(session.files.value['other.js'], 'mine\n');
  session.reset();
  session.undo();
  assert.deepEqual(open(kept).files.value['other.js'], 'mine\n');
});

test('after the lesson has changed, the reader chooses, and loses nothing until then', () => {
  const kept = storage();
  open(kept, 'hash 1').edit('index.js', 'mine\n');
  const changed = open(kept, 'hash 2');
  assert.equal(changed.notice.value?.kind, 'lesson-changed');
  assert.equal(changed.files.value['index.js'], 'mine\n');
  changed.edit('index.js', 'mine too\n');
  assert.equal(open(kept, 'hash 2').notice.value?.kind, 'lesson-changed', 'not chosen yet');

  const keeping = open(kept, 'hash 2');
  keeping.keepMine();
  assert.equal(open(kept, 'hash 2').notice.value, null);
  assert.equal(open(kept, 'hash 2').files.value['index.js'], 'mine too\n');

  const taking = open(kept, 'hash 3');
  taking.reset();
  assert.equal(taking.files.value['index.js'], 'lesson\n');
  taking.undo();
  assert.equal(taking.files.value['index.js'], 'mine too\n');
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
  assert.equal(session.isSaved.value, true);
  session.edit('index.js', 'mine\n');
  assert.equal(session.isSaved.value, false);
  assert.equal(session.files.value['index.js'], 'mine\n');
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
    assert.equal(open(kept).files.value['index.js'], 'lesson\n');
  }
  const kept = storage();
  for (const name of ['gone.js', 'toString', '__proto__', '../index.js']) {
    const files = Object.fromEntries([[name, 'x']]);
    saveEdits(() => kept, 'demo', { source: 'hash 1', files });
    assert.deepEqual(open(kept).files.value, { 'index.js': 'lesson\n', 'other.js': 'other\n' });
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
