/** The frame's process table, over workers that only write down what they are told. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Machine } from '../../src/node/frame/machine.ts';
import type { PoolDone } from '../../src/node/frame/pool.ts';
import type { Workers } from '../../src/node/frame/workers.ts';
import type {
  FrameToFiles,
  FrameToPage,
  FrameToThread,
  PoolWork,
  ThreadInit,
  ThreadToFrame,
} from '../../src/node/protocol.ts';

class FakeThread {
  readonly place = { mailbox: new SharedArrayBuffer(4), doorbell: new SharedArrayBuffer(4) };
  readonly received: FrameToThread[] = [];
  terminated = false;
  say!: (message: ThreadToFrame) => void;
  fail!: (reason: string) => void;
  post(message: FrameToThread): void {
    this.received.push(message);
  }
  listen(onMessage: (message: ThreadToFrame) => void, onFailure: (reason: string) => void): void {
    this.say = onMessage;
    this.fail = onFailure;
  }
  terminate(): void {
    this.terminated = true;
  }
  get init(): ThreadInit {
    const start = this.received.find((message) => message.type === 'start');
    assert(start?.type === 'start');
    return start.init;
  }
}

class FakePoolWorker {
  work: PoolWork | undefined;
  terminated = false;
  finish!: (message: PoolDone) => void;
  run(_pid: number, work: PoolWork, done: (message: PoolDone) => void): void {
    this.work = work;
    this.finish = (message) => {
      this.work = undefined;
      done(message);
    };
  }
  terminate(): void {
    this.terminated = true;
  }
}

class FakeWorkers implements Workers {
  readonly threads: FakeThread[] = [];
  readonly pool: FakePoolWorker[] = [];
  readonly toFiles: FrameToFiles[] = [];
  readonly free = true;
  postToFiles(message: FrameToFiles): void {
    this.toFiles.push(message);
  }
  startThread(): FakeThread {
    return this.threads[this.threads.push(new FakeThread()) - 1]!;
  }
  startPoolWorker(): FakePoolWorker {
    return this.pool[this.pool.push(new FakePoolWorker()) - 1]!;
  }
  get running(): PoolWork[] {
    return this.pool.flatMap(({ work }) => work ?? []);
  }
}

function bootedMachine() {
  const workers = new FakeWorkers();
  const page: FrameToPage[] = [];
  const machine = new Machine(workers, (message) => page.push(message));
  machine.onFiles({ type: 'ready' });
  workers.threads[0]!.say({ type: 'booted', version: 'v1.2.3' });
  const spawn = (pid: number, args: string[] = ['a.js']): FakeThread => {
    machine.onPage({ type: 'spawn', request: pid, pid, spawn: { args, cwd: '/w', env: {} } });
    return workers.threads.findLast(({ received }) => received.length > 0)!;
  };
  return { workers, page, machine, spawn };
}

const thread = (threadId: number): Extract<ThreadToFrame, { type: 'spawn-thread' }> => ({
  type: 'spawn-thread',
  init: {
    pid: 100,
    threadId,
    isMainThread: false,
    threadName: 'w',
    program: 'node',
    execPath: '/usr/local/bin/node',
    argv: [],
    execArgv: [],
    env: {},
    cwd: '/w',
  },
});

const poolWork = (id: number, size: number): ThreadToFrame => ({
  type: 'pool-work',
  size,
  work: { id, job: 'stat', args: [] },
});

test('is ready when the file server and the warm thread are', () => {
  const workers = new FakeWorkers();
  const page: FrameToPage[] = [];
  const machine = new Machine(workers, (message) => page.push(message));
  workers.threads[0]!.say({ type: 'booted', version: 'v1.2.3' });
  assert.deepEqual(page, []);
  machine.onFiles({ type: 'ready' });
  assert.deepEqual(page, [{ type: 'ready', version: 'v1.2.3' }]);
});

test('pool workers are made ready once the first program has printed, or wants one', () => {
  for (const message of [
    { type: 'output', fd: 1, data: new Uint8Array(1) },
    poolWork(1, 1),
  ] satisfies ThreadToFrame[]) {
    const { workers, spawn } = bootedMachine();
    const main = spawn(100);
    assert.equal(workers.pool.length, 0);
    main.say(message);
    assert.equal(workers.pool.length, 4);
    main.say(message);
    assert.equal(workers.pool.length, 4);
  }
});

test('a run takes the booted thread; when it has ended, two are booted for the next', () => {
  const { workers, page, spawn } = bootedMachine();
  const main = spawn(100, ['--no-warnings', 'a.js', 'b']);
  assert.equal(main, workers.threads[0]);
  assert.deepEqual(main.init.execArgv, ['--no-warnings']);
  assert.deepEqual(main.init.argv, ['/usr/local/bin/node', 'a.js', 'b']);
  assert.equal(workers.threads.length, 1);
  main.say({ type: 'exit', code: 3 });
  assert.deepEqual(page.at(-1), { type: 'exit', pid: 100, code: 3, signal: null });
  assert(main.terminated);
  assert.equal(workers.threads.length, 3);
  const next = spawn(101);
  assert.equal(next, workers.threads[1]);
  next.say(thread(1));
  assert.equal(workers.threads[2]!.init.threadId, 1);
  next.say(thread(2));
  assert.equal(workers.threads.length, 4);
});

test('output goes to the page in order, and none after the exit', () => {
  const { page, spawn } = bootedMachine();
  const main = spawn(100);
  main.say({ type: 'output', fd: 1, data: new Uint8Array([1]) });
  main.say({ type: 'output', fd: 2, data: new Uint8Array([2]) });
  const late = main.say;
  main.say({ type: 'exit', code: 0 });
  late({ type: 'output', fd: 1, data: new Uint8Array([3]) });
  const fds = page.flatMap((message) => (message.type === 'output' ? [message.fd] : []));
  assert.deepEqual(fds, [1, 2]);
});

test('a thread ends with those it started; the others hear of it, its parent with the code', () => {
  const { workers, spawn } = bootedMachine();
  const main = spawn(100);
  main.say(thread(1));
  const worker = workers.threads[1]!;
  worker.say(thread(2));
  const grandchild = workers.threads[2]!;
  worker.say({ type: 'exit', code: 7 });
  assert(worker.terminated && grandchild.terminated && !main.terminated);
  assert.deepEqual(main.received.slice(1), [
    { type: 'thread-left', threadId: 2 },
    { type: 'thread-left', threadId: 1 },
    { type: 'thread-exit', threadId: 1, code: 7 },
  ]);
  assert.equal(worker.received.length, 1);
});

test('terminating a thread gives its parent code 1, or 0 before it has begun', () => {
  const { workers, spawn } = bootedMachine();
  const main = spawn(100);
  main.say(thread(1));
  main.say({ type: 'terminate-thread', threadId: 1, atOnce: false });
  assert(workers.threads[1]!.terminated);
  assert.deepEqual(main.received.at(-1), { type: 'thread-exit', threadId: 1, code: 0 });
  main.say(thread(2));
  workers.threads[2]!.say({ type: 'booted', version: 'v1' });
  workers.threads[2]!.say({ type: 'begun' });
  main.say({ type: 'terminate-thread', threadId: 2, atOnce: false });
  assert.deepEqual(main.received.at(-1), { type: 'thread-exit', threadId: 2, code: 1 });
  // One that was booted already begins sooner than in Node.
  main.say(thread(3));
  workers.threads[3]!.say({ type: 'begun' });
  main.say({ type: 'terminate-thread', threadId: 3, atOnce: true });
  assert.deepEqual(main.received.at(-1), { type: 'thread-exit', threadId: 3, code: 0 });
});

test('the 33rd worker thread of the machine is refused with a reason, until another ends', () => {
  const { workers, spawn } = bootedMachine();
  const [main, other] = [spawn(100), spawn(101)];
  const before = workers.threads.length;
  for (let id = 1; id <= 16; id++) for (const parent of [main, other]) parent.say(thread(id));
  assert.equal(workers.threads.length, before + 32);
  main.say(thread(17));
  assert.equal(workers.threads.length, before + 32);
  const refusal = main.received.at(-1);
  assert(refusal?.type === 'thread-exit');
  assert.equal(refusal.error?.code, 'ERR_WORKER_INIT_FAILED');
  other.say({ type: 'terminate-thread', threadId: 1, atOnce: false });
  main.say(thread(18));
  assert.equal(workers.threads.length, before + 33);
});

test('SIGKILL ends every thread and the work in flight at once', () => {
  const { workers, page, machine, spawn } = bootedMachine();
  const main = spawn(100);
  main.say(thread(1));
  main.say(poolWork(1, 4));
  machine.onPage({ type: 'kill', pid: 100, signal: 9 });
  assert(main.terminated && workers.threads[1]!.terminated);
  assert.equal(workers.pool.filter(({ terminated }) => terminated).length, 1);
  assert.deepEqual(page.at(-1), { type: 'exit', pid: 100, code: 137, signal: 'SIGKILL' });
});

test('a watched signal is handled, others end the process, SIGKILL always does', () => {
  const { page, machine, spawn } = bootedMachine();
  const main = spawn(100);
  main.say({ type: 'watch-signal', signal: 15, watching: true });
  machine.onPage({ type: 'kill', pid: 100, signal: 15 });
  assert.deepEqual(main.received.at(-1), { type: 'signal', signal: 15 });
  machine.onPage({ type: 'kill', pid: 100, signal: 28 });
  assert.equal(page.at(-1)!.type, 'reply');
  main.say({ type: 'watch-signal', signal: 15, watching: false });
  main.say({ type: 'kill', pid: 100, signal: 15 });
  assert.deepEqual(page.at(-1), { type: 'exit', pid: 100, code: 143, signal: 'SIGTERM' });
});

test('the pool runs as many works as its size, first in, first out', () => {
  const { workers, spawn } = bootedMachine();
  const main = spawn(100);
  for (let id = 1; id <= 5; id++) main.say(poolWork(id, id === 1 ? 2 : 9));
  assert.deepEqual(workers.running.map(({ id }) => id).sort(), [1, 2]);
  const second = workers.pool.find(({ work }) => work?.id === 2)!;
  second.finish({ type: 'pool-done', id: 2, value: 'two' });
  assert.deepEqual(workers.running.map(({ id }) => id).sort(), [1, 3]);
  assert.deepEqual(main.received.at(-1), { type: 'pool-done', id: 2, value: 'two' });
});

test('what a thread asked for and nobody began is forgotten when it ends', () => {
  const { workers, spawn } = bootedMachine();
  const main = spawn(100);
  main.say(thread(1));
  main.say(poolWork(1, 1));
  workers.threads[1]!.say(poolWork(1, 1));
  main.say(poolWork(2, 1));
  main.say({ type: 'terminate-thread', threadId: 1, atOnce: false });
  workers.pool.find(({ work }) => work)!.finish({ type: 'pool-done', id: 1 });
  assert.deepEqual(
    workers.running.map(({ id }) => id),
    [2],
  );
});

test('a pool worker that was idle at the exit serves the next process', () => {
  const { workers, spawn } = bootedMachine();
  const main = spawn(100);
  main.say(poolWork(1, 4));
  workers.pool.find(({ work }) => work)!.finish({ type: 'pool-done', id: 1 });
  main.say({ type: 'exit', code: 0 });
  assert.equal(workers.pool.length, 4);
  assert(workers.pool.every(({ terminated }) => !terminated));
});

test('a thread that breaks ends its process with a message on stderr', () => {
  const { page, spawn } = bootedMachine();
  spawn(100).fail('boom');
  const [output, exit] = page.slice(-2);
  assert(output?.type === 'output' && output.fd === 2);
  assert.match(new TextDecoder().decode(output.data), /boom/);
  assert.deepEqual(exit, { type: 'exit', pid: 100, code: 134, signal: 'SIGABRT' });
});

test('twenty runs leave the spare threads and pool workers, nothing else', () => {
  const { workers, spawn, machine } = bootedMachine();
  for (let pid = 100; pid < 120; pid++) {
    spawn(pid).say(poolWork(1, 4));
    machine.onPage({ type: 'kill', pid, signal: 9 });
  }
  assert.equal(workers.threads.filter(({ terminated }) => !terminated).length, 2);
  assert.equal(workers.pool.filter(({ terminated }) => !terminated).length, 4);
  const processes = workers.toFiles.filter(({ type }) => type === 'process').length;
  assert.equal(processes, workers.toFiles.filter(({ type }) => type === 'process-end').length);
});
