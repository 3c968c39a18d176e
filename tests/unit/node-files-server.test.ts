/** The file server behind mailboxes, each end in a thread of its own, as in the tab. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { createFileClient } from '../../src/node/files/client.ts';
import { O_CREAT, O_RDONLY, O_RDWR } from '../../src/node/files/constants.ts';
import { createDoorbell, postToFiles, servedIn } from '../../src/node/files/doorbell.ts';
import { createMailbox } from '../../src/node/files/mailbox.ts';
import { UvError } from '../../src/node/files/uv-error.ts';
import type { FileRequest, FilesToFrame, FrameToFiles } from '../../src/node/protocol.ts';

const fixture = (name: string) => new URL(`../fixtures/${name}`, import.meta.url);

let server: Worker;
const doorbell = createDoorbell();
let requests = 0;

function post(message: FrameToFiles): void {
  postToFiles(server as { postMessage(message: FrameToFiles): void }, doorbell, message);
}

function attach(slot: number, bodyBytes?: number): SharedArrayBuffer {
  const mailbox = createMailbox(slot, bodyBytes);
  post({ type: 'attach', slot, mailbox });
  return mailbox;
}

/** A client in this thread: its calls block it, as they block a thread of the tab. */
function connect(slot: number, pid: number, bodyBytes?: number) {
  return createFileClient({ mailbox: attach(slot, bodyBytes), doorbell, pid });
}

async function ask(file: FileRequest): Promise<Extract<FilesToFrame, { type: 'reply' }>> {
  const request = ++requests;
  post({ type: 'files', request, file });
  for (;;) {
    const [reply] = (await once(server, 'message')) as [FilesToFrame];
    if (reply.type === 'reply' && reply.request === request) return reply;
  }
}

before(async () => {
  server = new Worker(fixture('file-server-worker.ts'));
  server.postMessage({ type: 'start', doorbell, home: '/home/user' } satisfies FrameToFiles);
  const [message] = await once(server, 'message');
  assert.deepEqual(message, { type: 'ready' });
});

after(() => server.terminate());

test('a call returns its result and throws its error', () => {
  const files = connect(0, 10);
  assert.equal(files.kind('/home/user'), 1);
  assert.throws(
    () => files.open('/tmp/missing', O_RDONLY, 0),
    (error) => error instanceof UvError && error.code === 'ENOENT' && error.errno === -2,
  );
});

test('requests and responses larger than the mailbox cross in parts', () => {
  const files = connect(1, 10, 64);
  const bytes = Uint8Array.from({ length: 10_007 }, (_, index) => index * 7);
  const fd = files.open('/tmp/large', O_RDWR | O_CREAT, 0o600);
  assert.equal(files.write(fd, -1, bytes), bytes.length);
  assert.deepEqual(files.read(fd, bytes.length * 2, 0), bytes);
  assert.equal(files.read(fd, 10, bytes.length).length, 0);
  // The JSON alone may be larger than the box, too.
  const name = '한'.repeat(80);
  files.mkdir(`/tmp/${name}`, 0o777);
  assert.ok(files.readdir('/tmp').names.includes(name));
});

/** A client that reads ahead, one that does not, and a file of both with `hello` that was read once. */
function readers(slot: number, pid: number, path: string) {
  const ahead = createFileClient({ mailbox: attach(slot), doorbell, pid, readsAhead: true });
  const other = connect(slot + 1, pid);
  const fd = other.open(path, O_RDWR | O_CREAT, 0o600);
  other.write(fd, -1, Buffer.from('hello'));
  other.read(fd, 5, 0);
  other.close(fd);
  return { ahead, other };
}
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString();

test('a small file is opened, looked at, read and closed with one answer awaited', () => {
  const { ahead } = readers(10, 70, '/tmp/small');
  const before = servedIn(new Int32Array(doorbell));
  const fd = ahead.open('/tmp/small', O_RDONLY, 0);
  assert.equal(ahead.fstat(fd)[8], 5);
  assert.equal(servedIn(new Int32Array(doorbell)) - before, 1);
  assert.equal(text(ahead.read(fd, 100, -1)), 'hello');
  assert.equal(text(ahead.read(fd, 100, -1)), '');
  assert.equal(text(ahead.read(fd, 3, 1)), 'ell');
  ahead.close(fd);
  ahead.settle();
  assert.equal(servedIn(new Int32Array(doorbell)) - before, 3, 'opened, moved, closed');
  assert.throws(() => ahead.fstat(fd), { code: 'EBADF' });
  assert.throws(() => ahead.close(fd), { code: 'EBADF' });
  assert.equal(ahead.open('/tmp/small', O_RDONLY, 0), fd, 'its number is free again');
  ahead.close(fd);
});

test('what others do to a file that was read ahead is seen', () => {
  const { ahead, other } = readers(12, 71, '/tmp/changing');
  const fd = ahead.open('/tmp/changing', O_RDONLY, 0);
  assert.equal(text(ahead.read(fd, 2, -1)), 'he');
  assert.equal(text(other.read(fd, 2, -1)), 'll', 'a descriptor has one position');
  assert.equal(text(ahead.read(fd, 9, -1)), 'o');
  const writer = other.open('/tmp/changing', O_RDWR, 0);
  other.write(writer, 0, Buffer.from('HELLO, you'));
  assert.equal(ahead.fstat(fd)[8], 10);
  assert.equal(text(ahead.read(fd, 9, 0)), 'HELLO, yo');
  other.close(writer);
  other.close(fd);
  assert.equal(other.open('/tmp', O_RDONLY, 0), fd);
  assert.throws(() => ahead.read(fd, 9, 0), { code: 'EISDIR' });
  other.close(fd);
});

test('reading ahead leaves the time of access as reading does', () => {
  const { ahead, other } = readers(14, 72, '/tmp/unread');
  const writer = other.open('/tmp/unread', O_RDWR, 0);
  other.write(writer, 0, Buffer.from('again'));
  other.close(writer);
  const atime = () => other.stat('/tmp/unread').slice(10, 12);
  const before = atime();
  const fd = ahead.open('/tmp/unread', O_RDONLY, 0);
  assert.deepEqual(atime(), before);
  assert.equal(text(ahead.read(fd, 9, -1)), 'again');
  assert.notDeepEqual(atime(), before);
  ahead.close(fd);
});

test('processes have descriptors of their own, closed at their end', async () => {
  const first = connect(2, 20);
  const second = connect(3, 21);
  post({ type: 'process', pid: 20, stdio: ['pipe', 'tty', 'ignore'] });
  post({ type: 'process', pid: 21, stdio: ['pipe', 'tty', 'ignore'] });
  await ask({ op: 'readdir', path: '/' });
  assert.equal(first.open('/tmp', O_RDONLY, 0), 3);
  assert.equal(second.open('/tmp', O_RDONLY, 0), 3);
  assert.equal(first.write(1, -1, Buffer.from('x')), -1, 'standard output is the thread’s own');
  assert.equal(first.write(2, -1, Buffer.from('x')), 1, 'an ignored stream is /dev/null');
  post({ type: 'process-end', pid: 20, status: { code: 0, signal: 0 } });
  await ask({ op: 'readdir', path: '/' });
  assert.throws(() => first.fstat(3), { code: 'EBADF' });
  assert.ok(second.fstat(3));
});

test('an unlinked file lives until its process ends', async () => {
  const files = connect(4, 30);
  const fd = files.open('/tmp/gone', O_RDWR | O_CREAT, 0o600);
  const free = files.statfs('/')[4]!;
  files.write(fd, -1, new Uint8Array(1 << 20));
  files.unlink('/tmp/gone');
  assert.equal(files.read(fd, 5, 0).length, 5);
  assert.equal(files.statfs('/')[4], free - 256);
  post({ type: 'process-end', pid: 30, status: { code: 0, signal: 0 } });
  await ask({ op: 'readdir', path: '/' });
  assert.equal(files.statfs('/')[4], free);
});

test('the page reads and writes while threads wait', async () => {
  const files = connect(5, 40);
  const data = new TextEncoder().encode('안녕');
  assert.equal(
    (await ask({ op: 'mkdir', path: '/home/user/a/b', recursive: true })).error,
    undefined,
  );
  await ask({ op: 'writeFile', path: '/home/user/a/b/c', data });
  assert.deepEqual((await ask({ op: 'readFile', path: '/home/user/a/b/c' })).value, data);
  assert.deepEqual((await ask({ op: 'readdir', path: '/home/user/a' })).value, [
    { name: 'b', directory: true, size: 4096 },
  ]);
  await ask({ op: 'rename', path: '/home/user/a', to: '/home/user/z' });
  assert.equal(files.kind('/home/user/z/b/c'), 0);
  await ask({ op: 'symlink', path: '/home/user/z/link', target: 'b/c' });
  assert.equal(files.readlink('/home/user/z/link'), 'b/c');
  const missing = await ask({ op: 'rm', path: '/home/user/a', force: false, recursive: true });
  assert.equal(missing.error?.code, 'ENOENT');
  const forced = await ask({ op: 'rm', path: '/home/user/a', force: true, recursive: true });
  assert.equal(forced.error, undefined);
  await ask({ op: 'rm', path: '/home/user/z', force: false, recursive: true });
  assert.deepEqual(files.readdir('/home/user').names, []);
});

test('threads call at the same time, and none is lost', async () => {
  const threads = 8;
  const lines = 200;
  const workers = Array.from({ length: threads }, (_, index) => {
    // Slots in different words of the doorbell's bits.
    const slot = 31 + index * 40;
    const workerData = { mailbox: attach(slot), doorbell, pid: 100 + index, lines };
    return new Worker(fixture('file-client-worker.ts'), { workerData });
  });
  await Promise.all(workers.map((worker) => once(worker, 'exit')));
  const { value } = await ask({ op: 'readFile', path: '/tmp/shared' });
  const written = Buffer.from(value as Uint8Array)
    .toString()
    .trim()
    .split('\n');
  assert.equal(written.length, threads * lines);
  for (let index = 0; index < threads; index++) {
    const own = written.filter((line) => line.startsWith(`${100 + index}:`));
    assert.deepEqual(
      own,
      Array.from({ length: lines }, (_, line) => `${100 + index}:${line}`),
    );
  }
});
