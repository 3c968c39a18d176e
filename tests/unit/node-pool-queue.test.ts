/** The order in which libuv's pool takes work up. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { WorkQueue, type Next } from '../../src/node/frame/work-queue.ts';
import { poolSize } from '../../src/node/thread/thread-pool.ts';

/** A pool of `size`: `running` are the names of the jobs in flight. */
function poolOf(size: number) {
  const queue = new WorkQueue<string>(size);
  const inFlight: Next<string>[] = [];
  const fill = () => {
    while (inFlight.length < size) {
      const next = queue.next();
      if (!next) return;
      inFlight.push(next);
    }
  };
  return {
    queue,
    push(...names: string[]) {
      for (const name of names) queue.push(name, name.startsWith('slow'));
      fill();
    },
    finish(name: string) {
      const [next] = inFlight.splice(
        inFlight.findIndex(({ job }) => job === name),
        1,
      );
      next!.finished();
      fill();
    },
    get running() {
      return inFlight.map(({ job }) => job);
    },
  };
}

describe('the work queue', () => {
  test('is first in, first out', () => {
    const pool = poolOf(2);
    pool.push('a', 'b', 'c', 'd');
    assert.deepEqual(pool.running, ['a', 'b']);
    pool.finish('b');
    assert.deepEqual(pool.running, ['a', 'c']);
    pool.finish('a');
    assert.deepEqual(pool.running, ['c', 'd']);
  });

  test('lets slow I/O have half of the workers', () => {
    for (const [size, limit] of [
      [1, 1],
      [2, 1],
      [3, 2],
      [4, 2],
      [5, 3],
    ] as const) {
      const pool = poolOf(size);
      pool.push(...Array.from({ length: 8 }, (_, index) => `slow ${index}`));
      assert.equal(pool.running.length, limit, `of ${size}`);
    }
  });

  test('runs what is quick beside slow I/O that has to wait, and that in its order', () => {
    const pool = poolOf(4);
    pool.push('slow 1', 'slow 2', 'slow 3', 'a', 'b', 'c');
    assert.deepEqual(pool.running, ['slow 1', 'a', 'b', 'c'], 'one slow one at a time in line');
    pool.finish('a');
    assert.deepEqual(pool.running, ['slow 1', 'b', 'c', 'slow 2']);
    pool.finish('b');
    assert.deepEqual(pool.running, ['slow 1', 'c', 'slow 2'], 'half of four is reached');
    pool.push('d');
    assert.deepEqual(pool.running, ['slow 1', 'c', 'slow 2', 'd']);
    pool.finish('slow 1');
    assert.deepEqual(pool.running, ['c', 'slow 2', 'd', 'slow 3']);
  });

  test('forgets what is no longer wanted, but nothing that runs', () => {
    const pool = poolOf(1);
    pool.push('a', 'b', 'slow 1', 'c');
    pool.queue.remove((job) => job !== 'c');
    assert.deepEqual(pool.running, ['a']);
    pool.finish('a');
    assert.deepEqual(pool.running, ['c']);
    pool.finish('c');
    assert.deepEqual(pool.running, []);
    pool.push('slow 2');
    assert.deepEqual(pool.running, ['slow 2']);
  });
});

test('UV_THREADPOOL_SIZE is read as C reads it', () => {
  const sizes = [undefined, '1', '8', '0', 'many', '', ' 3rd', '-1', '100000'].map(poolSize);
  assert.deepEqual(sizes, [4, 1, 8, 1, 1, 1, 3, 64, 64]);
});
