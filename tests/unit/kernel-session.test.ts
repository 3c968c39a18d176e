/** A kernel lab on a page whose machine does not come, goes silent, or dies. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LabParts, MachineLine } from '../../src/kernel/lab.ts';
import type { FromMachine, ToMachine } from '../../src/kernel/messages.ts';
import { scenes } from '../../src/kernel/scenes.ts';
import { LabSession } from '../../src/kernel/session.ts';
import type { LabError } from '../../src/kernel/tab-lab.ts';
import { labWords } from '../../src/kernel/words.ts';

const PROMPT = '\x1b]7717;0\x07# ';

/** A machine that says what `answer` makes of what it hears. */
function machine(answer: (message: ToMachine, say: (message: FromMachine) => void) => void) {
  let hear: (message: FromMachine) => void = () => {};
  const line: MachineLine & { ended: boolean } = {
    ended: false,
    listen: (receive) => void (hear = receive),
    post: (message) => queueMicrotask(() => answer(message, hear)),
    end: () => void (line.ended = true),
  };
  return line;
}

/** Comes to its shell, and answers nothing that is typed there. */
const wakes = (message: ToMachine, say: (message: FromMachine) => void) => {
  if (message.type === 'power-on') say({ type: 'powered' });
  if (message.type === 'keys') say({ type: 'console', at: 0, text: PROMPT });
};

function labOn(...lines: (MachineLine | LabError)[]): LabSession {
  const parts: LabParts = {
    wasm: new ArrayBuffer(0),
    state: new ArrayBuffer(0),
    disk: new ArrayBuffer(8),
  };
  const start = async () => {
    const next = lines.shift();
    if (!next || next instanceof Error) throw next;
    return next;
  };
  const page = {
    load: async () => ({ parts, start }),
    nextFrame: (then: () => void) => queueMicrotask(then),
  };
  return new LabSession(scenes[0]!, 'en', { output: '', events: [] }, page);
}

test('a device without the memory is told so, and the next click tries again', async (t) => {
  t.mock.method(console, 'error', () => {});
  const poor = machine((message, say) => {
    if (message.type !== 'power-on') return;
    say({ type: 'failed', reason: 'RangeError: Array buffer allocation failed' });
  });
  const session = labOn(poor, machine(wakes));
  await session.powerOn();
  assert.deepEqual(session.phase.value, { name: 'failed', cause: 'memory' });
  assert.equal(poor.ended, true);
  assert.match(labWords.en.problem.memory, /200 MB/);
  await session.powerOn();
  assert.equal(session.phase.value.name, 'on');
});

test('a worker that died of memory says nothing: after a time that is said', async (t) => {
  t.mock.method(console, 'error', () => {});
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const dead = machine(() => {});
  const session = labOn(dead);
  const powered = session.powerOn();
  while (session.phase.value.name !== 'starting') await Promise.resolve();
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
  t.mock.timers.tick(90_000);
  await powered;
  assert.deepEqual(session.phase.value, { name: 'failed', cause: 'silent' });
  assert.equal(dead.ended, true);
});

test('a machine that does not hand its disk over is thrown away with it', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const session = labOn(machine(wakes), machine(wakes));
  await session.powerOn();
  assert.equal(session.isOn.value, true);
  const pulled = session.pull();
  t.mock.timers.tick(30_000);
  await pulled;
  assert.deepEqual(session.phase.value, { name: 'failed', cause: 'silent' });
  assert.equal(session.isOn.value, false);
  await session.powerOn();
  assert.equal(session.phase.value.name, 'on');
});

test('a scene whose machine dies claims nothing', async (t) => {
  t.mock.method(console, 'error', () => {});
  const dies = machine((message, say) => {
    if (message.type === 'keys') say({ type: 'failed', reason: 'unreachable' });
    else wakes(message, say);
  });
  const session = labOn(dies);
  await session.play();
  assert.deepEqual(session.phase.value, { name: 'failed', cause: 'error' });
  assert.deepEqual(session.verdicts.value, {});
  assert.equal(session.isOn.value, false);
});
