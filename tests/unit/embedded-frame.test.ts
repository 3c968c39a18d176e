/** Small parts of the embedded Node's frame. */
import assert from 'node:assert/strict';
import { on } from 'node:events';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { splitCommandLine } from '../../src/node/frame/command-line.ts';
import { outputCost, ProcessMemory } from '../../src/node/frame/process-memory.ts';
import { endsProcess, signalName } from '../../src/node/frame/signals.ts';
import { awaitLibText, createLibText, fillLibText } from '../../src/node/thread/shared-lib.ts';

test('options before the script are execArgv, with their values', () => {
  assert.deepEqual(splitCommandLine(['--no-warnings', '-r', './x.js', 'a.js', '--flag']), {
    execArgv: ['--no-warnings', '-r', './x.js'],
    argv: ['a.js', '--flag'],
  });
  assert.deepEqual(splitCommandLine(['-e', 'code', 'a']), {
    execArgv: ['-e', 'code'],
    argv: ['a'],
  });
  assert.deepEqual(splitCommandLine(['--x', '--', '-a']), { execArgv: ['--x'], argv: ['-a'] });
  assert.deepEqual(splitCommandLine(['-']), { execArgv: [], argv: ['-'] });
});

test('signals end a process unless their default is to be ignored', () => {
  assert.equal(signalName(15), 'SIGTERM');
  assert.deepEqual([0, 2, 9, 13, 15, 17, 28].filter(endsProcess), [2, 9, 15]);
});

test('a writer waits while the pipe is full, and goes on when output was read', async () => {
  const memory = new ProcessMemory();
  const writes = new Int32Array(new SharedArrayBuffer(4));
  const writer = new Worker(
    `const { workerData: { buffer, writes, url } } = require('node:worker_threads');
     import(url).then(({ ProcessMemory }) => {
       const memory = new ProcessMemory(buffer);
       for (;;) { memory.takeOutput(1000); Atomics.add(writes, 0, 1); Atomics.notify(writes, 0); }
     });`,
    {
      eval: true,
      workerData: {
        buffer: memory.buffer,
        writes,
        url: new URL('../../src/node/frame/process-memory.ts', import.meta.url).href,
      },
    },
  );
  const unread = new Int32Array(memory.buffer);
  const settled = async (): Promise<number> => {
    // It has stopped when the count of writes stays the same although it was given time to change.
    for (;;) {
      const count = Atomics.load(writes, 0);
      const { async, value } = Atomics.waitAsync(writes, 0, count, 300);
      if ((async ? await value : value) === 'timed-out' && count > 0) return count;
    }
  };
  const full = await settled();
  assert(full > 100 && full < 1000, `${full} writes fit`);
  assert.equal(unread[1], full * outputCost(1000));
  memory.giveOutput(3 * outputCost(1000));
  assert.equal(await settled(), full + 3);
  await writer.terminate();
});

test('thread ids count up from 1', () => {
  const memory = new ProcessMemory();
  const other = new ProcessMemory(memory.buffer);
  assert.deepEqual([memory.nextThreadId(), other.nextThreadId(), memory.nextThreadId()], [1, 2, 3]);
});

test('a thread that wants a text of lib waits until the frame has it', async () => {
  const text = createLibText();
  const reader = new Worker(
    `const { workerData: { text, url }, parentPort } = require('node:worker_threads');
     import(url).then(({ awaitLibText }) => {
       parentPort.postMessage('wants it');
       parentPort.postMessage(Buffer.from(awaitLibText(text)).toString('latin1'));
     });`,
    {
      eval: true,
      workerData: {
        text,
        url: new URL('../../src/node/thread/shared-lib.ts', import.meta.url).href,
      },
    },
  );
  const messages = on(reader, 'message');
  const next = async () => ((await messages.next()) as { value: [string] }).value[0];
  assert.equal(await next(), 'wants it');
  await fillLibText(text, new Blob(['{}\n(function(){})']));
  assert.equal(await next(), '{}\n(function(){})');
  assert.equal(awaitLibText(text).length, 17);
  await reader.terminate();
});
