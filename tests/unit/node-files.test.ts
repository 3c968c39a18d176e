/** What the comparison with the machine's own file system cannot reach. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { O_CREAT, O_RDONLY, O_RDWR, O_WRONLY } from '../../src/node/files/constants.ts';
import { FileSystem } from '../../src/node/files/file-system.ts';
import { fileFunctionsOf } from '../../src/node/files/jobs/index.ts';

const PID = 100;
const bytes = (length: number) => new Uint8Array(length).fill(1);
/** The functions of a new process, whose standard streams are /dev/null. */
function filesOf(fs = new FileSystem(), pid = PID) {
  fs.startProcess(pid, ['ignore', 'ignore', 'ignore']);
  return fileFunctionsOf(fs, pid);
}
const text = (view: Uint8Array) => Buffer.from(view).toString();

test('the machine has the folders of a Linux, and of /proc the name of the host', () => {
  const files = fileFunctionsOf(new FileSystem(), PID);
  assert.deepEqual(files.readdir('/').names, ['bin', 'dev', 'home', 'proc', 'tmp', 'usr']);
  assert.deepEqual(files.readdir('/proc').names, ['sys']);
  assert.equal(files.stat('/proc/sys/kernel/hostname')[1]! & 0o7777, 0o444);
  assert.deepEqual(files.readdir('/dev').names, ['null', 'stderr', 'stdin', 'stdout']);
  assert.equal(files.stat('/tmp')[1]! & 0o7777, 0o1777);
});

test('/dev/null takes everything and gives nothing', () => {
  const files = fileFunctionsOf(new FileSystem(), PID);
  const fd = files.open('/dev/null', O_RDWR, 0);
  assert.equal(files.write(fd, -1, bytes(10)), 10);
  assert.equal(files.read(fd, 10, -1).length, 0);
});

test('a full file system says ENOSPC, keeps what it has, and takes more once there is room', () => {
  const fs = new FileSystem();
  const files = filesOf(fs);
  fs.options.capacity = fs.used + 10_000;
  files.writeFile('/tmp/a', O_WRONLY | O_CREAT, 0o600, bytes(6000));
  assert.throws(() => files.writeFile('/tmp/b', O_WRONLY | O_CREAT, 0o600, bytes(6000)), {
    code: 'ENOSPC',
    syscall: 'write',
  });
  assert.equal(files.readToEnd('/tmp/a', O_RDONLY).length, 6000);
  assert.equal(files.stat('/tmp/b')[8], 0);
  files.unlink('/tmp/a');
  files.writeFile('/tmp/b', O_WRONLY, 0, bytes(10_000));
  assert.equal(fs.used, fs.options.capacity);
});

test('a file beyond the largest size says EFBIG', () => {
  const files = fileFunctionsOf(new FileSystem(), PID);
  const fd = files.open('/tmp/a', O_RDWR | O_CREAT, 0o600);
  assert.throws(() => files.write(fd, 2 ** 40, bytes(1)), { code: 'EFBIG' });
});

test('a process has 1,024 descriptors, and more once it closes one', () => {
  const files = filesOf();
  const opened = Array.from({ length: 1024 - 3 }, () => files.open('/tmp', O_RDONLY, 0));
  assert.equal(opened.at(-1), 1023);
  assert.throws(() => files.open('/tmp', O_RDONLY, 0), { code: 'EMFILE' });
  assert.ok(filesOf().open('/tmp', O_RDONLY, 0));
  files.close(500);
  assert.equal(files.open('/tmp', O_RDONLY, 0), 500);
});

test('a process that becomes another program has its standard streams, and nothing else', () => {
  const fs = new FileSystem();
  const files = filesOf(fs);
  const fd = files.open('/dev/null', O_RDWR, 0);
  fs.closeOnExec(PID);
  assert.throws(() => files.fstat(fd), { code: 'EBADF' });
  for (const stream of [0, 1, 2]) files.fstat(stream);
});

test('standard streams are the thread’s own, by number and by name', () => {
  const fs = new FileSystem();
  fs.startProcess(PID, ['pipe', 'tty', 'pipe']);
  const files = fileFunctionsOf(fs, PID);
  assert.equal(files.write(1, -1, bytes(1)), -1);
  const fd = files.open('/dev/stderr', O_WRONLY, 0);
  assert.equal(fd, 3);
  assert.equal(files.write(fd, -1, bytes(1)), -2);
  assert.throws(() => files.read(0, 1, -1), { code: 'EAGAIN' });
  assert.throws(() => files.write(0, -1, bytes(1)), { code: 'EBADF' });
  assert.equal(files.fstat(1)[1]! & 0o170000, 0o020000, 'a terminal is a character device');
  assert.equal(files.fstat(0)[1]! & 0o170000, 0o010000, 'a pipe is a FIFO');
  assert.equal(files.readlink('/dev/stdout'), '/proc/self/fd/1');
});

test('a descriptor of a standard stream can be closed, and its number given to a file', () => {
  const fs = new FileSystem();
  fs.startProcess(PID, ['ignore', 'tty', 'tty']);
  const files = fileFunctionsOf(fs, PID);
  files.close(1);
  assert.throws(() => files.open('/dev/stdout', O_WRONLY, 0), { code: 'ENOENT' });
  assert.equal(files.open('/tmp/log', O_RDWR | O_CREAT, 0o600), 1);
  assert.equal(files.write(1, -1, new TextEncoder().encode('logged')), 6);
  assert.equal(text(files.readToEnd('/tmp/log', O_RDONLY)), 'logged');
});

test('each process has a umask of its own', () => {
  const fs = new FileSystem();
  const first = filesOf(fs, PID);
  const second = filesOf(fs, PID + 1);
  assert.equal(first.umask(0o077), 0o022);
  assert.equal(first.umask(null), 0o077);
  first.mkdir('/tmp/first', 0o777);
  second.mkdir('/tmp/second', 0o777);
  assert.equal(first.stat('/tmp/first')[1]! & 0o777, 0o700);
  assert.equal(first.stat('/tmp/second')[1]! & 0o777, 0o755);
});

test('names sort by their bytes in UTF-8, not by UTF-16’s units', () => {
  const files = fileFunctionsOf(new FileSystem(), PID);
  const names = ['\u{10000}', '\uffee', '\u{1f600}', 'é', 'z', 'Z', '\ud7ff', 'é2', '\u{1f600}a'];
  for (const name of names) files.mkdir(`/tmp/${name}`, 0o777);
  const byBytes = names.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  assert.deepEqual(files.readdir('/tmp').names, byBytes);
});

test('times go up with each change and count nanoseconds', () => {
  const fs = new FileSystem();
  let now = 1_700_000_000_123_456_789n;
  fs.now = () => now++;
  const files = fileFunctionsOf(fs, PID);
  files.writeFile('/tmp/a', O_WRONLY | O_CREAT, 0o600, bytes(1));
  const [sec, nsec] = files.stat('/tmp/a').slice(12, 14);
  assert.equal(sec, 1_700_000_000);
  assert.equal(nsec! >= 123_456_789 && nsec! < 123_456_999, true);
  const before = files.stat('/tmp/a');
  files.chmod('/tmp/a', 0o644);
  const after = files.stat('/tmp/a');
  assert.deepEqual(after.slice(12, 14), before.slice(12, 14), 'mtime stays');
  assert.ok(after[15]! > before[15]!, 'ctime moves');
});
