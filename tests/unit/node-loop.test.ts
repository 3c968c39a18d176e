/** The order of the event loop's phases, of ticks and microtasks, and what keeps it alive. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AsyncHooks } from '../../src/node/thread/async-hooks.ts';
import { AsyncWrap, HandleWrap, setHandleOwner } from '../../src/node/thread/handle.ts';
import { LoopClock } from '../../src/node/thread/loop-clock.ts';
import { LoopTrace } from '../../src/node/thread/loop-trace.ts';
import { Loop } from '../../src/node/thread/loop.ts';

interface World {
  loop: Loop;
  log: string[];
  /** Moves the clock on. */
  pass(ms: number): void;
  /** What each way to the microtasks and back costs from now on, in milliseconds. */
  hopsCost(ms: number): void;
  /** Runs `main` and the loop to its end. */
  run(main: () => void, beforeExit?: () => void): Promise<void>;
}

/**
 * A loop whose microtasks are Node's own, whose clock is advanced by sleeping alone, and whose
 * immediates, timers and ticks are kept as Node's lib keeps them, in a few lines.
 */
function createWorld(): World & Lib {
  let time = 0;
  let hopCost = 0;
  const log: string[] = [];
  const asyncHooks = new AsyncHooks();
  const loop = new Loop({
    guard(job) {
      try {
        return { value: job() };
      } catch (error) {
        log.push(`uncaught ${(error as Error).message}`);
        return undefined;
      }
    },
    afterMicrotasks: (callback) =>
      void setImmediate(() => {
        time += hopCost;
        callback(hopCost);
      }),
    setTimeout(callback, ms) {
      time += ms;
      return setImmediate(callback);
    },
    clearTimeout: (id) => clearImmediate(id),
    clock: () => time,
    asyncHooks,
    beginCheckpoint() {},
    contextOf: AsyncWrap.contextOf,
  });
  setHandleOwner({ loop, asyncHooks, handleOnClose: Symbol('handle_onclose') });
  const world: World = {
    loop,
    log,
    pass: (ms) => void (time += ms),
    hopsCost: (ms) => void (hopCost = ms),
    run: (main, beforeExit) =>
      new Promise((resolve) => {
        loop.start({
          main,
          beforeExit() {
            log.push('beforeExit');
            beforeExit?.();
          },
          exit: () => void log.push('exit'),
          done: resolve,
        });
      }),
  };
  return Object.assign(world, createLib(loop));
}

interface Lib {
  nextTick(callback: () => void): void;
  setImmediate(callback: () => void): void;
  setTimeout(callback: () => void, ms: number): void;
}

/** What lib/internal/process/task_queues.js and timers.js do, as the build patches them. */
function createLib(loop: Loop): Lib {
  const ticks: (() => void)[] = [];
  let immediates: (() => void)[] = [];
  const timers: { at: number; callback: () => void }[] = [];
  loop.scopes.tickCallback = function* () {
    do {
      for (let tick = ticks.shift(); tick; tick = ticks.shift()) tick();
      yield;
    } while (ticks.length > 0);
    loop.scopes.tickInfo[0] = 0;
  };
  loop.immediateCallback = function* () {
    const queue = immediates;
    immediates = [];
    loop.immediateInfo[2] = 1;
    for (const [i, callback] of queue.entries()) {
      if (i > 0) yield* loop.scopes.tickCallback();
      loop.immediateInfo[0]!--;
      loop.immediateInfo[1]!--;
      callback();
    }
    loop.immediateInfo[2] = 0;
  };
  loop.timersCallback = function* (now) {
    let first = true;
    for (let next = timers[0]; next && next.at <= now; next = timers[0]) {
      if (!first) yield* loop.scopes.tickCallback();
      first = false;
      timers.shift();
      next.callback();
    }
    return timers[0]?.at ?? 0;
  };
  return {
    nextTick(callback) {
      ticks.push(callback);
      loop.scopes.tickInfo[0] = 1;
    },
    setImmediate(callback) {
      immediates.push(callback);
      loop.immediateInfo[0]!++;
      loop.immediateInfo[1]!++;
    },
    setTimeout(callback, ms) {
      timers.push({ at: loop.updateTime() + ms, callback });
      timers.sort((a, b) => a.at - b.at);
      loop.scheduleTimer(timers[0]!.at - loop.now());
      loop.refTimer(true);
    },
  };
}

test('main script, ticks, microtasks, timers, immediates, closing: in this order', async () => {
  const { loop, log, run, nextTick, setImmediate, setTimeout } = createWorld();
  await run(() => {
    setImmediate(() => log.push('immediate'));
    setTimeout(() => log.push('timeout'), 1);
    loop.close(() => log.push('closed'));
    Promise.resolve().then(() => log.push('microtask'));
    nextTick(() => log.push('tick'));
    log.push('main');
  });
  assert.deepEqual(log, [
    ...['main', 'tick', 'microtask', 'timeout', 'immediate', 'closed', 'beforeExit', 'exit'],
  ]);
});

test('from an I/O callback the immediate comes before the timeout', async () => {
  const { loop, log, run, setImmediate, setTimeout } = createWorld();
  await run(() => {
    const done = loop.request(() => {
      setTimeout(() => log.push('timeout'), 1);
      setImmediate(() => log.push('immediate'));
    });
    done();
  });
  assert.deepEqual(log, ['immediate', 'timeout', 'beforeExit', 'exit']);
});

test('ticks and microtasks drain between two callbacks of one phase', async () => {
  const { loop, log, run, nextTick, setImmediate } = createWorld();
  const work = (name: string) => () => {
    log.push(name);
    Promise.resolve().then(() => log.push(`${name} microtask`));
    nextTick(() => log.push(`${name} tick`));
  };
  await run(() => {
    loop.enqueue(work('io 1'));
    loop.enqueue(work('io 2'));
    setImmediate(work('immediate 1'));
    setImmediate(work('immediate 2'));
  });
  const names = ['io 1', 'io 2', 'immediate 1', 'immediate 2'];
  const expected = names.flatMap((name) => [name, `${name} tick`, `${name} microtask`]);
  assert.deepEqual(log, [...expected, 'beforeExit', 'exit']);
});

test('a tick queued by a microtask runs before the loop goes on', async () => {
  const { log, run, nextTick, setImmediate } = createWorld();
  await run(() => {
    setImmediate(() => log.push('immediate'));
    Promise.resolve().then(() => nextTick(() => log.push('tick of microtask')));
  });
  assert.deepEqual(log, ['tick of microtask', 'immediate', 'beforeExit', 'exit']);
});

test('after an exception the ticks wait for the next callback scope, and the loop goes on', async () => {
  const { loop, log, run, nextTick } = createWorld();
  await run(() => {
    loop.enqueue(() => {
      nextTick(() => log.push('tick'));
      throw new Error('one');
    });
    loop.enqueue(() => log.push('io 2'));
  });
  assert.deepEqual(log, ['uncaught one', 'io 2', 'tick', 'beforeExit', 'exit']);
});

test('timers due after an exception of a timer still run', async () => {
  const { log, run, setTimeout } = createWorld();
  await run(() => {
    setTimeout(() => {
      throw new Error('first');
    }, 5);
    setTimeout(() => log.push('second'), 5);
  });
  assert.deepEqual(log, ['uncaught first', 'second', 'beforeExit', 'exit']);
});

test('an unreferenced timer and an unreferenced handle do not keep the loop alive', async () => {
  const { loop, log, run, setTimeout } = createWorld();
  const handle = new HandleWrap();
  await run(() => {
    setTimeout(() => log.push('never'), 1000);
    loop.refTimer(false);
    handle.setActive(true);
    assert.equal(loop.alive, true);
    handle.unref();
  });
  assert.deepEqual(log, ['beforeExit', 'exit']);
  assert.equal(handle.hasRef(), false);
});

test('a request keeps the loop alive until it is completed, once', async () => {
  const { loop, log, run } = createWorld();
  await run(() => {
    const complete = loop.request((value) => log.push(`got ${value}`));
    setImmediate(() => {
      complete('it');
      complete('it again');
    });
  });
  assert.deepEqual(log, ['got it', 'beforeExit', 'exit']);
});

test('work given by beforeExit runs, and beforeExit comes again', async () => {
  const { loop, log, run } = createWorld();
  const more = () => {
    if (log.length === 1) loop.enqueue(() => log.push('more'));
  };
  await run(() => {}, more);
  assert.deepEqual(log, ['beforeExit', 'more', 'beforeExit', 'exit']);
});

test('a native immediate runs before the immediates, and does not keep the loop alive', async () => {
  const alone = createWorld();
  await alone.run(() => alone.loop.setNativeImmediate(() => alone.log.push('native')));
  assert.deepEqual(alone.log, ['beforeExit', 'exit']);
  const { loop, log, run, setImmediate } = createWorld();
  await run(() => {
    setImmediate(() => log.push('immediate'));
    loop.setNativeImmediate(() => log.push('native'));
  });
  assert.deepEqual(log, ['native', 'immediate', 'beforeExit', 'exit']);
});

test('a closed handle calls back in the closing phase, in its own asynchronous context', async () => {
  const { loop, log, run } = createWorld();
  await run(() => {
    const handle = new HandleWrap();
    handle.setActive(true);
    handle.close(function (this: HandleWrap) {
      log.push(`closed ${this === handle}`);
    });
    handle.close(() => log.push('twice'));
    loop.enqueue(() => log.push('io'));
  });
  assert.deepEqual(log, ['io', 'closed true', 'beforeExit', 'exit']);
});

test('the clock leaves out what is discounted, and catches up', () => {
  let time = 0;
  const clock = new LoopClock(() => time);
  time = 30;
  clock.discount(30);
  assert.equal(clock.update(), 0);
  time = 35;
  assert.equal(clock.update(), 5);
  clock.catchUp();
  assert.equal(clock.update(), 35);
});

test('a traced loop tells its phases, its sleep and when microtasks ran, and goes the same way', async () => {
  const told: string[] = [];
  const order = async (isTraced: boolean) => {
    const { loop, log, run, nextTick, setImmediate, setTimeout } = createWorld();
    if (isTraced) {
      loop.trace = new LoopTrace((events) => {
        told.push(...events.map((event) => ('phase' in event ? event.phase : event.type)));
      });
    }
    await run(() => {
      setTimeout(() => {
        log.push('timeout');
        loop.trace?.tell({ type: 'module', site: 'a.js:1' });
        void Promise.resolve().then(() => {
          loop.trace?.tell({ type: 'end', task: 1 });
          log.push('microtask');
        });
      }, 10);
      setImmediate(() => log.push('immediate'));
      nextTick(() => log.push('tick'));
      loop.close(() => log.push('closed'));
    });
    loop.trace?.flush();
    return log;
  };
  assert.deepEqual(await order(true), await order(false));
  const turn = 'poll check close timers';
  const sleeps = 'poll sleep wake check close timers';
  assert.match(
    told.join(' '),
    new RegExp(`^main timers ${turn}( ${sleeps})+ module drain end drained exit$`),
  );
});

test('a trace that grows too long says so once, and ends', () => {
  const told: string[] = [];
  const trace = new LoopTrace((events) => told.push(...events.map(({ type }) => type)));
  for (let i = 0; i < 30_000; i += 1) trace.tell({ type: 'end', task: i });
  trace.flush();
  assert.equal(told.filter((type) => type === 'full').length, 1);
  assert.equal(told.at(-1), 'full');
  assert.ok(told.length <= 20_001);
});

test('the clock counts what microtasks take, and not the way to them', async () => {
  const { loop, log, pass, hopsCost, run, setTimeout } = createWorld();
  await run(() => {
    hopsCost(30);
    void Promise.resolve().then(() => pass(20));
    setTimeout(() => log.push(`at ${loop.now()}`), 15);
  });
  assert.deepEqual(log, ['at 20', 'beforeExit', 'exit']);
});
