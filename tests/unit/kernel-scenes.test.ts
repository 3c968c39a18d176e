/** The scenes of the kernel lab, played on a real Linux in plain Node, and their claims. */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { readRecorded } from '../../src/build/kernel/recorded.ts';
import type { LabParts } from '../../src/kernel/lab.ts';
import { readLabParts, runScene } from '../../src/kernel/node-lab.ts';
import { sceneOf, scenes } from '../../src/kernel/scenes.ts';
import { judge } from '../../src/notebook/claims.ts';
import { answer } from '../../src/notebook/predictions.ts';
import type { Run } from '../../src/notebook/timeline-events.ts';
import { replace, type Changes } from '../fixtures/changed-run.ts';

let parts: LabParts;
before(async () => void (parts = await readLabParts()));

for (const scene of scenes) {
  test(`${scene.name}: on a new machine all its claims hold, and its questions are answered`, async () => {
    const run = await runScene(scene, parts);
    for (const claim of scene.claims) {
      assert.ok(judge(claim, run).holds, `${claim.id} does not hold of:\n${run.output}`);
    }
    for (const question of scene.predictions) {
      assert.notEqual(answer(question, run).choice, null, `${question.id}:\n${run.output}`);
    }
  });
}

const inLast = (run: Run, from: string, to: string) => {
  const at = run.output.lastIndexOf(from);
  assert.notEqual(at, -1, from);
  run.output = run.output.slice(0, at) + to + run.output.slice(at + from.length);
};
const dropMark = (run: Run, label: string) => {
  const at = run.events.findIndex((event) => event.type === 'mark' && event.label === label);
  assert.notEqual(at, -1, label);
  run.events.splice(at, 1);
};
const addMark = (run: Run, lane: string, label: string) =>
  void run.events.push({ type: 'mark', at: 0, lane, label });
/** Makes a counter stay at what it showed first. */
const freeze = (run: Run, counter: string) => {
  const all = run.events.filter((event) => event.type === 'counter' && event.counter === counter);
  for (const event of all) if (event.type === 'counter') event.value = 512;
};

/** For each claim, its recorded run changed so that it does not hold. */
const spoilt: Record<string, Changes> = {
  'pull-the-plug': {
    'seen-before': (run) => replace(run, 'config-b:new\n', 'config-b:old\n'),
    recovered: (run) => replace(run, 'recovery complete', 'mounted'),
    'synced-kept': (run) => inLast(run, '4 second', '0 second'),
    'name-without-data': (run) => inLast(run, '0 first', '4 first'),
    'unsynced-gone': (run) => inLast(run, 'wc: third: No such file or directory', '6 third'),
    'rename-kept': (run) => inLast(run, 'config-a:new', 'config-a:old'),
    'rename-lost': (run) => inLast(run, 'config-b:old', 'config-b:new'),
  },
  'dirty-pages': {
    rises: (run) => freeze(run, 'Dirty'),
    'sync-empties': (run) => freeze(run, 'written to the disk'),
    'drains-alone': (run) => freeze(run, 'Dirty'),
    'batch-is-cheap': (run) => inLast(run, 'disk writes: ', 'disk writes: 9'),
  },
  'asleep-on-disk': {
    'state-d': (run) => replace(run, /Looked (\d+) times, \d+/, 'Looked $1 times, 1'),
    'gives-the-cpu-away': (run) => replace(run, /slept \d+/, 'slept 3'),
    'others-run': (run) => replace(run, /Looked \d+ times, \d+/, 'Looked 5 times, 5'),
    cached: (run) => inLast(run, 'slept ', 'slept 1'),
  },
  'three-ways-to-wait': {
    blocking: (run) => addMark(run, 'blocking', 'poll'),
    epoll: (run) => dropMark(run, 'epoll_pwait'),
    'io-uring': (run) => addMark(run, 'io_uring', 'read'),
  },
};

test('every claim can fail', async () => {
  for (const scene of scenes) {
    const changes = spoilt[scene.name] ?? {};
    assert.deepEqual(Object.keys(changes).sort(), scene.claims.map(({ id }) => id).sort());
    for (const claim of scene.claims) {
      const run = { ...(await readRecorded(scene.name)), exitCode: 0 };
      assert.ok(judge(claim, run).holds, `${scene.name}, ${claim.id}, as recorded`);
      changes[claim.id]!(run);
      assert.ok(!judge(claim, run).holds, `${scene.name}, ${claim.id}, spoilt`);
    }
  }
});

test('a scene that there is not is named, with those that there are', () => {
  assert.throws(() => sceneOf('nothing'), /no scene "nothing".*pull-the-plug/);
});
