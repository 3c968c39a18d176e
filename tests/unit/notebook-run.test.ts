import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Runner, type RunnerOptions, type RunState } from '../../src/notebook/run.ts';
import type { Container, WebContainerProcess } from '../../src/runtime/container.ts';
import { InstallError } from '../../src/runtime/words.ts';

const request = { tree: {}, snapshots: [], cwd: 'x', args: ['index.js'] };

/** A process that does what the test tells it to. */
class FakeProcess {
  readonly exit: Promise<number>;
  readonly output: ReadableStream<string>;
  isKilled = false;
  #exit!: (code: number) => void;
  #output!: ReadableStreamDefaultController<string>;
  #diesOfKill: boolean;

  constructor(diesOfKill: boolean) {
    this.#diesOfKill = diesOfKill;
    this.exit = new Promise((resolve) => (this.#exit = resolve));
    this.output = new ReadableStream({ start: (controller) => void (this.#output = controller) });
  }

  print(text: string) {
    this.#output.enqueue(text);
  }

  end(code: number) {
    this.#output.close();
    this.#exit(code);
  }

  kill() {
    if (this.isKilled) return;
    this.isKilled = true;
    if (this.#diesOfKill) this.end(137);
  }
}

interface SetUp {
  diesOfKill?: boolean;
  demand?: () => never;
  install?: RunnerOptions['install'];
  long?: number;
}

function setUp({ diesOfKill = true, demand, install = async () => {}, long = 60_000 }: SetUp = {}) {
  const processes: FakeProcess[] = [];
  const calls: string[] = [];
  let lose: (reason: string) => void = () => {};
  const listeners = new Set<unknown>();
  const container = {
    kind: 'embedded',
    version: 'v26.10.0',
    on: (_event: string, listener: (reason: string) => void) => {
      lose = listener;
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    mount: async () => void calls.push('mount'),
    spawn: async (command: string, args: string[]) => {
      calls.push([command, ...args].join(' '));
      const process = new FakeProcess(diesOfKill);
      processes.push(process);
      return process as unknown as WebContainerProcess;
    },
  } as unknown as Container;
  const states: RunState[] = [];
  const runner = new Runner({
    demand: demand ?? (async () => container),
    install,
    nextFrame: () => new Promise((resolve) => setImmediate(resolve)),
    deadlines: { start: 200, stop: 50, long },
  });
  runner.state.subscribe((state) => states.push(state));
  /** Resolves when the runner is in a state. */
  const reached = (wanted: RunState) =>
    new Promise<void>((resolve) => {
      const off = runner.state.subscribe((state) => {
        if (state !== wanted) return;
        resolve();
        setImmediate(() => off());
      });
    });
  return {
    runner,
    container,
    processes,
    calls,
    states,
    reached,
    listeners,
    lose: (why: string) => lose(why),
  };
}

const shown = (runner: Runner) =>
  runner.screen.value.lines.map(({ spans }) => spans.map((span) => span.text).join(''));

test('runs to the end: mounted, spawned, printed, judged', async () => {
  const { runner, processes, calls, states, reached } = setUp();
  const run = runner.run(request);
  await reached('running');
  processes[0]!.print('one\r\n\x1b[3');
  processes[0]!.print('1mtwo\x1b[0m\n\x1b]7717;{"type":"beat","at":5,"lane":"a"}\x07');
  processes[0]!.end(3);
  assert.deepEqual(await run, {
    output: 'one\ntwo\n',
    events: [{ type: 'beat', at: 5, lane: 'a', printed: 2 }],
    exitCode: 3,
  });
  assert.deepEqual(calls, ['mount', 'node index.js']);
  assert.deepEqual(states, ['idle', 'booting', 'running', 'exited']);
  assert.deepEqual(shown(runner), ['one', 'two']);
  assert.equal(runner.exitCode.value, 3);
  assert.deepEqual(runner.container.value, { kind: 'embedded', version: 'v26.10.0' });
});

test('a run that is over leaves nothing that listens to the container', async () => {
  const { runner, processes, reached, listeners } = setUp();
  const run = runner.run(request);
  await reached('running');
  assert.notEqual(listeners.size, 0);
  processes[0]!.end(0);
  await run;
  assert.equal(listeners.size, 0);
});

test('Stop ends the process; the run has no exit code, and Run works again', async () => {
  const { runner, processes, reached } = setUp();
  const first = runner.run(request);
  await reached('running');
  processes[0]!.print('half');
  await runner.stop();
  assert.deepEqual((await first)?.exitCode, null);
  assert.equal(runner.state.value, 'stopped');
  assert.equal(runner.exitCode.value, null);
  const second = runner.run(request);
  await reached('running');
  processes[1]!.end(0);
  await second;
  assert.equal(runner.state.value, 'exited');
});

test('Stop gives up on a process that does not die', async () => {
  const { runner, reached } = setUp({ diesOfKill: false });
  const run = runner.run(request);
  await reached('running');
  await runner.stop();
  await run;
  assert.equal(runner.state.value, 'stopped');
  assert.equal(runner.isStopping.value, false);
});

test('Stop while booting calls the run off: nothing is spawned later', async () => {
  let boot!: (container: Container) => void;
  const { runner, container, calls } = setUp();
  const slow = new Runner({
    demand: () => new Promise((resolve) => (boot = resolve)),
    install: async () => {},
    nextFrame: async () => {},
  });
  const run = slow.run(request);
  await new Promise((resolve) => setImmediate(resolve));
  await slow.stop();
  boot(container);
  assert.equal(await run, null);
  assert.equal(slow.state.value, 'stopped');
  assert.deepEqual(calls, []);
  assert.equal(runner.state.value, 'idle');
});

test('packages come before the program, and the page knows how far they are', async () => {
  const progress = { titles: ['zod 4.6.7'], received: 1, size: 2 };
  const { runner, processes, calls, states, reached } = setUp({
    install: async (_container, snapshots, onProgress) => {
      calls.push(`install ${snapshots.map(({ title }) => title)}`);
      onProgress(progress);
      assert.deepEqual(runner.progress.value, progress);
    },
  });
  const snapshot = { title: 'zod 4.6.7', url: '/zod', size: 2, unpackedSize: 4 };
  const run = runner.run({ ...request, snapshots: [snapshot] });
  await reached('running');
  processes[0]!.end(0);
  await run;
  assert.deepEqual(calls, ['install zod 4.6.7', 'mount', 'node index.js']);
  assert.deepEqual(states, ['idle', 'booting', 'installing', 'running', 'exited']);
});

test('a package that does not come fails the run, with its cause', async () => {
  const { runner, calls } = setUp({
    install: async () => {
      throw new InstallError('packages-missing', 'zod');
    },
  });
  assert.equal(await runner.run(request), null);
  assert.equal(runner.state.value, 'failed');
  assert.deepEqual(runner.cause.value, { code: 'packages-missing', detail: 'zod' });
  assert.deepEqual(calls, []);
});

test('Stop while packages come calls the run off', async () => {
  const { runner, calls, reached } = setUp({
    install: (_container, _snapshots, onProgress) => {
      onProgress({ titles: ['zod 4.6.7'], received: 0, size: 2 });
      return new Promise(() => {});
    },
  });
  const run = runner.run(request);
  await reached('installing');
  await runner.stop();
  assert.equal(await run, null);
  assert.equal(runner.state.value, 'stopped');
  assert.deepEqual(calls, []);
});

test('a second Run ends the first, whose output is not seen again', async () => {
  const { runner, processes, reached } = setUp();
  const first = runner.run(request);
  await reached('running');
  processes[0]!.print('old\n');
  const second = runner.run(request);
  assert.equal(await first, null);
  assert.ok(processes[0]!.isKilled);
  await reached('running');
  processes[1]!.print('new\n');
  processes[1]!.end(0);
  await second;
  assert.deepEqual(shown(runner), ['new']);
});

test('a container that does not start fails the run, with its cause', async () => {
  const { runner } = setUp({
    demand: () => {
      throw new Error('no container');
    },
  });
  assert.equal(await runner.run(request), null);
  assert.equal(runner.state.value, 'failed');
  assert.deepEqual(runner.cause.value, { code: 'error', detail: 'no container' });
});

test('a container that is lost fails the run and keeps what was printed', async () => {
  const { runner, processes, reached, lose } = setUp();
  const run = runner.run(request);
  await reached('running');
  processes[0]!.print('last words\n');
  await new Promise((resolve) => setTimeout(resolve));
  lose('out of memory');
  assert.equal(await run, null);
  assert.equal(runner.state.value, 'failed');
  assert.deepEqual(runner.cause.value, { code: 'lost', detail: 'out of memory' });
  assert.deepEqual(shown(runner), ['last words']);
});

test('a container that answers no more fails the run at its deadline', async () => {
  const { runner, container } = setUp();
  container.mount = () => new Promise(() => {});
  await runner.run(request);
  assert.equal(runner.state.value, 'failed');
  assert.deepEqual(runner.cause.value, { code: 'took-too-long' });
});

test('of a run that takes long the reader is asked whether it is to go on', async () => {
  const { runner, processes, reached } = setUp({ long: 1 });
  const asked = () =>
    new Promise<void>((resolve) => {
      const off = runner.isAsking.subscribe((isAsking) => {
        if (!isAsking) return;
        resolve();
        setImmediate(() => off());
      });
    });
  const stopped = runner.run(request);
  await reached('running');
  await asked();
  assert.equal(runner.state.value, 'running');
  runner.goOn();
  assert.equal(runner.isAsking.value, false);
  await asked();
  await runner.stop();
  assert.equal(runner.isAsking.value, false);
  await stopped;

  const ended = runner.run(request);
  await reached('running');
  await asked();
  processes[1]!.end(0);
  await ended;
  assert.equal(runner.isAsking.value, false);
  assert.equal(runner.state.value, 'exited');
});

test('a program that prints without end is read no faster than it is painted', async () => {
  const { runner, processes, reached } = setUp();
  const run = runner.run(request);
  await reached('running');
  let paints = 0;
  runner.screen.subscribe(() => (paints += 1));
  const line = `${'x'.repeat(99)}\n`;
  for (let i = 0; i < 200; i += 1) processes[0]!.print(line.repeat(300));
  processes[0]!.end(0);
  const result = await run;
  // At most 100,000 characters and one chunk between two paints.
  assert.ok(paints >= 46, `${paints} paints`);
  assert.equal(result!.output.length, 5_000_000);
  assert.equal(runner.isOutputCut.value, true);
  assert.equal(runner.screen.value.omitted + runner.screen.value.lines.length, 60_000);
});
