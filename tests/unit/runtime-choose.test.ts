import assert from 'node:assert/strict';
import { beforeEach, mock, test, type TestContext } from 'node:test';
import type { BootContainer, BootOptions, ContainerKind } from '../../src/runtime/container.ts';
import { readSettings } from '../../src/build/settings.ts';
import { createRuntime, type Slot, type Surroundings } from '../../src/runtime/choose.ts';
import { BootError, sayState } from '../../src/runtime/words.ts';
import { FakeContainer } from './runtime-fakes.ts';

const { deadlines } = readSettings({});

beforeEach(() => mock.timers.reset());

/** Lets every promise that can settle without a timer settle. */
const settle = () =>
  new Promise((resolve) => process.nextTick(() => queueMicrotask(() => resolve(0))));
async function settled() {
  for (let i = 0; i < 10; i++) await settle();
}

interface Boot {
  options: BootOptions;
  resolve(container: FakeContainer): void;
  reject(error: Error): void;
}

function slot(value: string | null = null): Slot & { value: string | null } {
  return {
    value,
    get() {
      return this.value;
    },
    set(next) {
      this.value = next;
    },
  };
}

/** A page whose makers do nothing until the test says so. */
function page(changes: Partial<Surroundings> = {}) {
  const boots: Record<ContainerKind, Boot[]> = { webcontainer: [], embedded: [] };
  const maker =
    (kind: ContainerKind): BootContainer =>
    (options = {}) =>
      new Promise((resolve, reject) => boots[kind].push({ options, resolve, reject }));
  const surroundings = {
    asked: null,
    offers: ['webcontainer', 'embedded'] as const,
    deadlines,
    mayBootWebContainer: true,
    choice: slot(),
    failure: slot(),
    makers: { webcontainer: maker('webcontainer'), embedded: maker('embedded') },
    ...changes,
  };
  const runtime = createRuntime(surroundings);
  const phases: string[] = [];
  runtime.subscribe(() => phases.push(runtime.getState().phase));
  return { runtime, boots, phases, ...surroundings };
}

function fakeClock(t: TestContext) {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  return async (ms: number) => {
    t.mock.timers.tick(ms);
    await settled();
  };
}

test('nothing boots before the first demand, and one container serves all demands', async () => {
  const { runtime, boots } = page();
  assert.equal(runtime.getState().phase, 'idle');
  assert.equal(boots.webcontainer.length + boots.embedded.length, 0);

  const demands = [runtime.demand(), runtime.demand()];
  assert.equal(boots.webcontainer.length, 1);
  const container = new FakeContainer('webcontainer');
  boots.webcontainer[0]!.resolve(container);
  assert.deepEqual(await Promise.all(demands), [container, container]);
  assert.equal(await runtime.demand(), container);
  assert.deepEqual(runtime.getState(), {
    phase: 'ready',
    kind: 'webcontainer',
    version: container.version,
  });
});

test('the steps that a maker reports are states', async () => {
  const { runtime, boots, phases } = page();
  const demand = runtime.demand();
  const boot = boots.webcontainer[0]!;
  boot.options.onStep!('checking');
  boot.options.onStep!('loading');
  boot.options.onStep!('starting');
  boot.resolve(new FakeContainer('webcontainer'));
  await demand;
  assert.deepEqual(phases, ['loading', 'checking', 'loading', 'starting', 'ready']);
});

test('the order of the choice', async (t) => {
  const failure = () => slot(JSON.stringify({ code: 'unreachable' }));
  const cases: [string, Partial<Surroundings>, ContainerKind, string?][] = [
    ['localhost', {}, 'webcontainer'],
    ['an origin without a key', { mayBootWebContainer: false }, 'embedded', 'not-allowed'],
    ['the reader chose embedded', { choice: slot('embedded') }, 'embedded'],
    [
      'the reader chose WebContainer',
      { choice: slot('webcontainer'), mayBootWebContainer: false },
      'webcontainer',
    ],
    ['it failed in this session', { failure: failure() }, 'embedded', 'unreachable'],
    [
      'it was chosen but failed in this session',
      { choice: slot('webcontainer'), failure: failure() },
      'embedded',
      'unreachable',
    ],
    ['asked for embedded', { asked: 'embedded', choice: slot('webcontainer') }, 'embedded'],
    [
      'asked for WebContainer',
      { asked: 'webcontainer', choice: slot('embedded'), failure: failure() },
      'webcontainer',
    ],
    ['a site that prefers embedded', { offers: ['embedded', 'webcontainer'] }, 'embedded'],
    [
      'a site that prefers embedded, and a reader who does not',
      { offers: ['embedded', 'webcontainer'], choice: slot('webcontainer') },
      'webcontainer',
    ],
    [
      'a site without WebContainer, whatever is asked for',
      { offers: ['embedded'], asked: 'webcontainer', choice: slot('webcontainer') },
      'embedded',
    ],
    ['asked for nonsense', { asked: 'docker' }, 'webcontainer'],
    ['a spoilt memory', { failure: slot('{') }, 'webcontainer'],
  ];
  for (const [name, changes, kind, instead] of cases) {
    await t.test(`${name} → ${kind}`, async () => {
      const { runtime, boots } = page(changes);
      const demand = runtime.demand();
      await settled();
      boots[kind][0]!.resolve(new FakeContainer(kind));
      await demand;
      const state = runtime.getState();
      assert.ok(state.phase === 'ready');
      assert.equal(state.kind, kind);
      assert.equal(state.instead?.code, instead);
    });
  }
});

test('each step of each maker has a deadline, and progress restarts it', async (t) => {
  const tick = fakeClock(t);
  const { runtime, boots, failure } = page();
  const demand = runtime.demand();
  const { checking, starting } = deadlines.webcontainer;

  boots.webcontainer[0]!.options.onStep!('checking');
  await tick(checking - 1);
  boots.webcontainer[0]!.options.onStep!('starting');
  await tick(starting - 1);
  boots.webcontainer[0]!.options.onStep!('starting');
  await tick(starting - 1);
  assert.equal(runtime.getState().phase, 'starting');
  assert.equal(boots.embedded.length, 0);

  await tick(1);
  assert.equal(boots.embedded.length, 1);
  assert.ok(boots.webcontainer[0]!.options.signal!.aborted);
  assert.deepEqual(runtime.getState(), {
    phase: 'loading',
    kind: 'embedded',
    instead: { code: 'took-too-long' },
  });
  assert.match(failure.get()!, /took-too-long/);

  await Promise.all([
    assert.rejects(demand, (error) => error instanceof BootError && error.code === 'took-too-long'),
    tick(deadlines.embedded.loading),
  ]);
  assert.equal(runtime.getState().phase, 'failed');
});

test('a step reported too late changes nothing', async (t) => {
  const tick = fakeClock(t);
  const { runtime, boots } = page();
  runtime.demand().catch(() => {});
  await tick(deadlines.webcontainer.loading);
  boots.webcontainer[0]!.options.onStep!('starting');
  const state = runtime.getState();
  assert.ok(state.phase === 'loading' && state.kind === 'embedded');
});

test('a container that comes too late is torn down', async (t) => {
  const tick = fakeClock(t);
  const { runtime, boots } = page();
  const demand = runtime.demand();
  await tick(deadlines.webcontainer.loading);
  const late = new FakeContainer('webcontainer');
  boots.webcontainer[0]!.resolve(late);
  const embedded = new FakeContainer('embedded');
  boots.embedded[0]!.resolve(embedded);
  assert.equal(await demand, embedded);
  assert.equal(late.teardowns, 1);
  assert.equal(embedded.teardowns, 0);
});

test('a known cause leads to the embedded Node, is said, and is remembered', async () => {
  const { runtime, boots, failure } = page();
  const demand = runtime.demand();
  boots.webcontainer[0]!.reject(new BootError('host-silent'));
  await settled();
  boots.embedded[0]!.resolve(new FakeContainer('embedded'));
  await demand;
  assert.match(
    sayState(runtime.getState(), 'en'),
    /Node v\S+ in embedded Node\. WebContainer is not used/,
  );
  assert.match(sayState(runtime.getState(), 'ko'), /내장 Node에서 .*WebContainer를 쓰지 않는 까닭/);
  assert.equal(failure.get(), JSON.stringify({ code: 'host-silent' }));
});

test('what a reload mends is said, and not remembered beyond it', async () => {
  const { runtime, boots, failure } = page();
  const demand = runtime.demand();
  boots.webcontainer[0]!.reject(new BootError('needs-reload'));
  await settled();
  boots.embedded[0]!.resolve(new FakeContainer('embedded'));
  assert.equal((await demand).kind, 'embedded');
  const state = runtime.getState();
  assert.ok(state.phase === 'ready');
  assert.deepEqual(state.instead, { code: 'needs-reload' });
  assert.equal(failure.get(), null);
});

test('when both fail the demand rejects, and the next demand tries again', async () => {
  const { runtime, boots } = page({ choice: slot('embedded') });
  const demand = runtime.demand();
  boots.embedded[0]!.reject(new Error('no such script'));
  await assert.rejects(demand, /no such script/);
  const state = runtime.getState();
  assert.ok(state.phase === 'failed');
  assert.deepEqual(state.cause, { code: 'error', detail: 'no such script' });

  const again = runtime.demand();
  boots.embedded[1]!.resolve(new FakeContainer('embedded'));
  await again;
  assert.equal(runtime.getState().phase, 'ready');
});

test('retry forgets the failure and tries WebContainer anew', async () => {
  const { runtime, boots, failure } = page({
    failure: slot(JSON.stringify({ code: 'unreachable' })),
  });
  const demand = runtime.demand();
  const embedded = new FakeContainer('embedded');
  boots.embedded[0]!.resolve(embedded);
  await demand;

  runtime.retry();
  await settled();
  assert.equal(embedded.teardowns, 1);
  assert.equal(failure.get(), null);
  boots.webcontainer[0]!.resolve(new FakeContainer('webcontainer'));
  assert.equal((await runtime.demand()).kind, 'webcontainer');
});

test('switch is saved, ends what runs, and boots the other', async () => {
  const { runtime, boots, choice } = page({ asked: 'webcontainer' });
  const first = new FakeContainer('webcontainer');
  const demand = runtime.demand();
  boots.webcontainer[0]!.resolve(first);
  await demand;

  runtime.switch('embedded');
  await settled();
  assert.equal(first.teardowns, 1);
  assert.equal(choice.get(), 'embedded');
  boots.embedded[0]!.resolve(new FakeContainer('embedded'));
  assert.equal((await runtime.demand()).kind, 'embedded');
});

test('a choice made before anything runs boots nothing, and can be taken back', async () => {
  const { runtime, boots, choice } = page();
  assert.equal(runtime.choice, null);
  runtime.switch('embedded');
  await settled();
  assert.equal(runtime.choice, 'embedded');
  assert.equal(runtime.getState().phase, 'idle');
  assert.equal(boots.embedded.length, 0);
  const demand = runtime.demand();
  assert.equal(boots.embedded.length, 1);
  runtime.switch(null);
  assert.equal(choice.get(), null);
  boots.webcontainer[0]!.resolve(new FakeContainer('webcontainer'));
  assert.equal((await demand).kind, 'webcontainer');
});

test('who waits while the reader switches gets the new container', async () => {
  const { runtime, boots } = page();
  const demand = runtime.demand();
  runtime.switch('embedded');
  const late = new FakeContainer('webcontainer');
  boots.webcontainer[0]!.resolve(late);
  const container = new FakeContainer('embedded');
  boots.embedded[0]!.resolve(container);
  assert.equal(await demand, container);
  await settled();
  assert.equal(late.teardowns, 1);
  assert.equal(boots.embedded.length, 1);
});

test('a lost container is said and replaced on the next demand', async () => {
  const { runtime, boots } = page({ choice: slot('embedded') });
  const first = new FakeContainer('embedded');
  const demand = runtime.demand();
  boots.embedded[0]!.resolve(first);
  await demand;

  first.lose('out of memory');
  assert.deepEqual(runtime.getState(), {
    phase: 'lost',
    kind: 'embedded',
    cause: { code: 'lost', detail: 'out of memory' },
  });
  const next = runtime.demand();
  assert.equal(boots.embedded.length, 2);
  const second = new FakeContainer('embedded');
  boots.embedded[1]!.resolve(second);
  assert.equal(await next, second);

  first.lose('again');
  assert.equal(runtime.getState().phase, 'ready', 'a dead container has no more say');
});

test('every state and cause is said in both languages', async () => {
  const codes = [
    'no-network',
    'unreachable',
    'host-silent',
    'key-refused',
    'storage-blocked',
    'blocked',
    'unsupported',
    'not-isolated',
    'insecure',
    'no-service-worker',
    'not-allowed',
    'took-too-long',
    'needs-reload',
    'lost',
    'error',
  ] as const;
  for (const code of codes) {
    const state = { phase: 'failed', kind: 'embedded', cause: { code } } as const;
    assert.match(sayState(state, 'en'), /^Embedded Node did not start\. [A-Z].*\.$/);
    assert.match(sayState(state, 'ko'), /시작하지 못했습니다\. .*[가-힣].*\.$/);
  }
});
