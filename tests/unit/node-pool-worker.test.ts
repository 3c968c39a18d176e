/** A pool worker, and the file server that it asks, each in a thread of its own. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, test } from 'node:test';
import { Worker } from 'node:worker_threads';
import zlib from 'node:zlib';
import { O_CREAT, O_RDWR } from '../../src/node/files/constants.ts';
import { createDoorbell, postToFiles } from '../../src/node/files/doorbell.ts';
import { createMailbox } from '../../src/node/files/mailbox.ts';
import type { FrameToFiles, FrameToPool, PoolToFrame } from '../../src/node/protocol.ts';
import { zlibJobs, type ZlibDone } from '../../src/node/zlib/jobs.ts';
import { zlibState } from '../../src/node/zlib/zlib-context.ts';

const fixture = (name: string) => new URL(`../fixtures/${name}`, import.meta.url);

let server: Worker;
let pool: Worker;
let works = 0;

before(async () => {
  const doorbell = createDoorbell();
  const mailbox = createMailbox(3);
  server = new Worker(fixture('file-server-worker.ts'));
  server.postMessage({ type: 'start', doorbell, home: '/home/user' } satisfies FrameToFiles);
  await once(server, 'message');
  const attach: FrameToFiles = { type: 'attach', slot: 3, mailbox };
  postToFiles(server as { postMessage(message: FrameToFiles): void }, doorbell, attach);
  pool = new Worker(fixture('pool-worker.ts'));
  pool.postMessage({ type: 'start', mailbox, doorbell } satisfies FrameToPool);
  assert.deepEqual((await once(pool, 'message'))[0], { type: 'ready' });
});

after(() => Promise.all([server.terminate(), pool.terminate()]));

async function run(pid: number, job: string, ...args: unknown[]) {
  const id = ++works;
  pool.postMessage({ type: 'work', pid, work: { id, job, args } } satisfies FrameToPool);
  const [done] = (await once(pool, 'message')) as [Extract<PoolToFrame, { type: 'pool-done' }>];
  assert.equal(done.type, 'pool-done');
  assert.equal(done.id, id);
  return done;
}

test('works on files with the descriptors of the process that asks', async () => {
  const { value: fd } = await run(5, 'open', '/tmp/a', O_RDWR | O_CREAT, 0o644);
  assert.equal((await run(5, 'write', fd, -1, Buffer.from('hello'))).value, 5);
  assert.equal(
    Buffer.from((await run(5, 'read', fd, 9, 1)).value as Uint8Array).toString(),
    'ello',
  );
  const { error } = await run(6, 'fstat', fd);
  assert.deepEqual(
    { ...(error as object) },
    {
      errno: -9,
      code: 'EBADF',
      syscall: undefined,
      path: undefined,
      dest: undefined,
      style: undefined,
      note: undefined,
    },
  );
});

test('a job of several calls says which of them failed', async () => {
  const { error } = await run(5, 'readFile', '/tmp/none', 0, 100);
  const { code, syscall, path } = error as { code: string; syscall: string; path: string };
  assert.deepEqual({ code, syscall, path }, { code: 'ENOENT', syscall: 'open', path: '/tmp/none' });
});

test('derives keys', async () => {
  const bytes = (text: string) => new Uint8Array(Buffer.from(text));
  const { value } = await run(5, 'pbkdf2', 'sha256', bytes('password'), bytes('salt'), 1, 4);
  assert.equal(Buffer.from(value as Uint8Array).toString('hex'), '120fb6cf');
});

test('an unknown job is an error that names it', async () => {
  const { error } = await run(5, 'nope');
  assert.match((error as Error).message, /nope/);
});

test('goes on with a deflate stream that another realm began', async () => {
  const begun = zlibState({
    ...{ mode: 1, windowBits: 15, level: 6, memLevel: 8, strategy: 0 },
    rejectGarbageAfterEnd: false,
  });
  const text = Buffer.from('abcdefghijklm');
  const { state } = zlibJobs.zlib(begun, zlib.constants.Z_NO_FLUSH, text, 100);
  // The pool worker is new: it has not made a stream of its own.
  const nothing = new Uint8Array(0);
  const { value } = await run(7, 'zlib', state, zlib.constants.Z_FINISH, nothing, 100);
  const rest = Buffer.from((value as ZlibDone).output);
  assert.deepEqual(
    zlib.inflateSync(Buffer.concat([zlib.deflateSync('').subarray(0, 2), rest])),
    text,
  );
});
