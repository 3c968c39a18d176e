/** A kernel lab on a page whose machine does not come, goes silent, or dies. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LabParts, MachineLine } from '../../src/kernel/lab.ts';
import type { FromMachine, ToMachine } from '../../src/kernel/messages.ts';
import { Recorder } from '../../src/kernel/recorder.ts';
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
    load: async () => ({ parts, start, openTerminal: () => () => {} }),
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

test('a machine that does not hand its disk over is thrown away with it', async () => {
  const silent = machine((message, say) => {
    wakes(message, say);
    if (message.type === 'pull') say({ type: 'silent' });
  });
  const session = labOn(silent, machine(wakes));
  await session.powerOn();
  assert.equal(session.isOn.value, true);
  await session.pull();
  assert.deepEqual(session.phase.value, { name: 'failed', cause: 'silent' });
  assert.equal(session.isOn.value, false);
  assert.equal(silent.ended, true);
  assert.match(labWords.en.problem.silent, /its disk is lost/);
  await session.powerOn();
  assert.equal(session.phase.value.name, 'on');
});

test('a machine that dies while nothing is asked of it is said to be dead', async (t) => {
  t.mock.method(console, 'error', () => {});
  let die = () => {};
  const dies = machine((message, say) => {
    wakes(message, say);
    die = () => say({ type: 'failed', reason: 'RuntimeError: memory access out of bounds' });
  });
  const session = labOn(dies);
  await session.powerOn();
  die();
  assert.deepEqual(session.phase.value, { name: 'failed', cause: 'error' });
  assert.equal(session.isOn.value, false);
  assert.equal(dies.ended, true);
});

/** Comes to its shell; `then` is what comes of the first command. */
const scene = (then: (say: (message: FromMachine) => void) => void) =>
  machine((message, say) => {
    const isCommand = message.type === 'keys' && !message.text.startsWith('stty');
    if (isCommand) then(say);
    else wakes(message, say);
  });

test('a scene whose machine dies or goes silent claims nothing', async (t) => {
  t.mock.method(console, 'error', () => {});
  const deaths = [
    { message: { type: 'failed', reason: 'unreachable' }, cause: 'error' },
    { message: { type: 'silent' }, cause: 'silent' },
  ] as const;
  for (const { message, cause } of deaths) {
    const session = labOn(scene((say) => say(message)));
    await session.play();
    assert.deepEqual(session.phase.value, { name: 'failed', cause });
    assert.deepEqual(session.verdicts.value, {});
    assert.equal(session.isOn.value, false);
  }
});

test('a plug that is pulled in a scene stops it; one that cannot be pulled says why', async () => {
  for (const { answer, phase } of [
    { answer: { type: 'pulled', disk: new ArrayBuffer(8) }, phase: { name: 'stopped' } },
    { answer: { type: 'silent' }, phase: { name: 'failed', cause: 'silent' } },
  ] as const) {
    const waiting = Promise.withResolvers<void>();
    const hangs = scene(() => waiting.resolve());
    const { post } = hangs;
    let hear: (message: FromMachine) => void = () => {};
    hangs.listen = (
      (listen) => (receive) =>
        listen((hear = receive))
    )(hangs.listen);
    hangs.post = (message) => (message.type === 'pull' ? hear(answer) : post(message));
    const session = labOn(hangs);
    const played = session.play();
    await waiting.promise;
    await Promise.all([session.pull(), played]);
    assert.deepEqual(session.phase.value, phase);
    assert.deepEqual(session.verdicts.value, {});
  }
});

test('of output without end so much is kept that it does no harm', () => {
  const recorder = new Recorder();
  for (let i = 0; i < 20; i++) recorder.take({ type: 'printed', at: i, text: 'y'.repeat(100_000) });
  assert.equal(recorder.run.output.length, 1_000_000);
  for (let i = 0; i < 5000; i++) recorder.take({ type: 'typed', at: i, command: 'true' });
  assert.equal(recorder.run.events.length, 2000);
});
