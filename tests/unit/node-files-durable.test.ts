/** The file system at /mnt/durable over a broker that keeps its images in this process. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DiskProblem, DiskRequest } from '../../src/node/disk/disk-protocol.ts';
import { O_APPEND, O_CREAT, O_DSYNC, O_RDWR, O_TRUNC } from '../../src/node/files/constants.ts';
import { ByteRanges } from '../../src/node/files/durable/byte-ranges.ts';
import { createMountPoint, Disk } from '../../src/node/files/durable/disk.ts';
import { runNowOrLater } from '../../src/node/files/durable/later.ts';
import { FileSystem } from '../../src/node/files/file-system.ts';
import { fileFunctionsOf, type FileFunctions } from '../../src/node/files/jobs/index.ts';

const PID = 1;
const HOME = '/mnt/durable';
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString();
const bytes = (content: string) => new Uint8Array(Buffer.from(content));

/** What is left of a disk when the power goes: images of bytes that were flushed. */
class Platter {
  images: [Uint8Array, Uint8Array] = [new Uint8Array(0), new Uint8Array(0)];
  flushes = 0;
  problem: DiskProblem | undefined;
  /** Requests are answered at once, or when `answer` is called. */
  holds = false;
  held: (() => void)[] = [];

  /** Starts a machine with this disk in it, as a reload of the page does. */
  boot() {
    const fs = new FileSystem();
    const disk: Disk = new Disk(fs, createMountPoint(fs), (request) => {
      const answer = () => this.#answer(disk, request);
      if (this.holds) this.held.push(answer);
      else answer();
    });
    const files = fileFunctionsOf(fs, PID);
    // Calls as a thread makes them: they give their value once it is there.
    const waiting = Object.fromEntries(
      Object.entries(files).map(([name, operation]) => [
        name,
        (...args: unknown[]) => valueOf(() => (operation as (...a: unknown[]) => unknown)(...args)),
      ]),
    ) as FileFunctions;
    return { fs, disk, files: waiting, raw: files };
  }

  #answer(disk: Disk, request: DiskRequest): void {
    const { id } = request;
    if (this.problem) return disk.receive({ id, problem: this.problem, detail: 'told to fail' });
    if (request.op === 'open') {
      const [first, second] = this.images.map((image) => new Uint8Array(image));
      return disk.receive({ id, images: [first!, second!] });
    }
    if (request.op === 'wipe') {
      this.images = [new Uint8Array(0), new Uint8Array(0)];
    } else {
      const { image, at } = request;
      assert.ok(at <= this.images[image].length, 'no hole in an image');
      const longer = new Uint8Array(at + request.bytes.length);
      longer.set(this.images[image].subarray(0, at));
      longer.set(request.bytes, at);
      this.images[image] = longer;
      this.flushes++;
    }
    disk.receive({ id });
  }
}

function valueOf<T>(operation: () => T): T {
  let outcome: { value: T } | { error: unknown } | undefined;
  runNowOrLater(
    operation,
    (value) => (outcome = { value }),
    (error) => (outcome = { error }),
  );
  assert.ok(outcome, 'the broker of this test answers at once');
  if ('error' in outcome) throw outcome.error;
  return outcome.value;
}

function save(files: FileFunctions, path: string, content: string, sync = true): void {
  const fd = files.open(path, O_RDWR | O_CREAT | O_TRUNC, 0o644);
  files.write(fd, -1, bytes(content));
  if (sync) files.fsync(fd);
  files.close(fd);
}

const read = (files: FileFunctions, path: string) => text(files.readToEnd(path, 0));

test('what was fsynced is there after a reload, and what was only written is not', () => {
  const platter = new Platter();
  const { files } = platter.boot();
  save(files, `${HOME}/kept`, 'on the disk');
  const fd = files.open(`${HOME}/kept`, O_RDWR | O_APPEND, 0);
  files.write(fd, -1, bytes(' and in memory'));
  save(files, `${HOME}/lost`, 'in memory', false);
  assert.equal(read(files, `${HOME}/kept`), 'on the disk and in memory');
  const { files: again } = platter.boot();
  assert.deepEqual(again.readdir(HOME).names, ['kept']);
  assert.equal(read(again, `${HOME}/kept`), 'on the disk');
});

test('a write flushes nothing, an fsync flushes once', () => {
  const platter = new Platter();
  const { files } = platter.boot();
  const fd = files.open(`${HOME}/log`, O_RDWR | O_CREAT | O_APPEND, 0o644);
  for (let record = 0; record < 100; record++) files.write(fd, -1, bytes('record\n'));
  assert.equal(platter.flushes, 0);
  for (let record = 0; record < 10; record++) {
    files.write(fd, -1, bytes('record\n'));
    files.fsync(fd);
  }
  assert.equal(platter.flushes, 10);
  files.fsync(fd);
  assert.equal(platter.flushes, 11, 'even when there is nothing to write');
});

test('a file opened with O_DSYNC is on the disk with each write', () => {
  const platter = new Platter();
  const { files } = platter.boot();
  const fd = files.open(`${HOME}/log`, O_RDWR | O_CREAT | O_DSYNC, 0o644);
  assert.equal(files.write(fd, -1, bytes('abc')), 3);
  assert.equal(read(platter.boot().files, `${HOME}/log`), 'abc');
});

test('an fsync brings names and attributes along, but not the contents of other files', () => {
  const platter = new Platter();
  const { files } = platter.boot();
  files.makeDirectories(`${HOME}/a/b`);
  save(files, `${HOME}/a/b/other`, 'not asked for', false);
  files.symlink('a/b', `${HOME}/link`);
  save(files, `${HOME}/old`, 'x', false);
  files.chmod(`${HOME}/old`, 0o600);
  files.utimes(`${HOME}/old`, 1, 2);
  files.rename(`${HOME}/old`, `${HOME}/link/new`);
  save(files, `${HOME}/asked`, 'asked for');
  const { files: again } = platter.boot();
  assert.equal(again.readlink(`${HOME}/link`), 'a/b');
  assert.deepEqual(again.readdir(`${HOME}/a/b`).names, ['new', 'other']);
  assert.equal(read(again, `${HOME}/a/b/other`), '');
  assert.equal(again.stat(`${HOME}/a/b/new`)[1]! & 0o777, 0o600);
  assert.equal(again.stat(`${HOME}/a/b/new`)[12], 2);
  assert.equal(again.stat(`${HOME}/a`)[2], 3, 'links of a directory');
});

test('what is removed, truncated and linked comes back so', () => {
  const platter = new Platter();
  const { files } = platter.boot();
  save(files, `${HOME}/gone`, 'gone');
  save(files, `${HOME}/short`, '0123456789');
  files.unlink(`${HOME}/gone`);
  files.link(`${HOME}/short`, `${HOME}/hard`);
  const fd = files.open(`${HOME}/short`, O_RDWR, 0);
  files.ftruncate(fd, 3);
  files.ftruncate(fd, 6);
  files.fsync(fd);
  const { files: again, fs } = platter.boot();
  assert.deepEqual(again.readdir(HOME).names, ['hard', 'short']);
  assert.equal(read(again, `${HOME}/hard`), '012\0\0\0');
  assert.equal(again.stat(`${HOME}/hard`)[2], 2);
  assert.equal(again.stat(`${HOME}/hard`)[7], again.stat(`${HOME}/short`)[7]);
  assert.equal(fs.used, new FileSystem().used + 6, 'the memory of what is gone is free');
});

test('a commit that was cut off does not count, nor does what is behind it', () => {
  const platter = new Platter();
  const { files } = platter.boot();
  save(files, `${HOME}/f`, 'first');
  const whole = platter.images[0].length;
  save(files, `${HOME}/f`, 'second');
  const image = platter.images[0];
  for (let length = whole; length < image.length; length += 7) {
    platter.images = [image.slice(0, length), new Uint8Array(0)];
    const { files: again } = platter.boot();
    assert.equal(read(again, `${HOME}/f`), 'first');
    save(again, `${HOME}/g`, 'goes on');
    assert.equal(read(platter.boot().files, `${HOME}/g`), 'goes on');
  }
  const flipped = new Uint8Array(image);
  flipped[image.length - 1]! ^= 1;
  platter.images = [flipped, new Uint8Array(0)];
  assert.equal(read(platter.boot().files, `${HOME}/f`), 'first');
});

test('a log that has grown long is written anew, and nothing is lost', () => {
  const platter = new Platter();
  const { files } = platter.boot();
  files.makeDirectories(`${HOME}/a`);
  save(files, `${HOME}/a/small`, 'small');
  const megabyte = 'x'.repeat(2 ** 20);
  for (let round = 0; round < 20; round++) save(files, `${HOME}/large`, `${round}${megabyte}`);
  const length = platter.images[0].length + platter.images[1].length;
  assert.ok(length < 9 * 2 ** 20, `${length} bytes on the disk`);
  const { files: again } = platter.boot();
  assert.equal(read(again, `${HOME}/a/small`), 'small');
  assert.equal(read(again, `${HOME}/large`).slice(0, 4), '19xx');
  save(again, `${HOME}/after`, 'after');
  assert.equal(read(platter.boot().files, `${HOME}/after`), 'after');
});

test('an fsync that fails says so, and the next one writes what it could not', () => {
  const platter = new Platter();
  const { files } = platter.boot();
  save(files, `${HOME}/f`, 'before');
  const fd = files.open(`${HOME}/f`, O_RDWR, 0);
  files.write(fd, 0, bytes('AFTER'));
  platter.problem = 'full';
  assert.throws(() => files.fsync(fd), { code: 'ENOSPC', note: /no more storage/ });
  assert.equal(read(files, `${HOME}/f`), 'AFTERe', 'memory still has it');
  platter.problem = undefined;
  files.fsync(fd);
  assert.equal(read(platter.boot().files, `${HOME}/f`), 'AFTERe');
});

test('a disk that cannot be had is an error that says why, until the next process tries', () => {
  const codes = {
    absent: 'ENODEV',
    denied: 'EACCES',
    'in-use': 'EBUSY',
    failed: 'EIO',
  } as const;
  for (const [problem, code] of Object.entries(codes)) {
    const platter = new Platter();
    platter.problem = problem as DiskProblem;
    const { files, disk } = platter.boot();
    for (const attempt of [
      () => files.stat(HOME),
      () => files.readdir(HOME),
      () => save(files, `${HOME}/f`, ''),
    ]) {
      assert.throws(attempt, (error: { code: string; note: string }) => {
        return error.code === code && error.note.length > 20;
      });
    }
    assert.deepEqual(files.readdir('/mnt').names, ['durable'], 'the rest of the tree is there');
    platter.problem = undefined;
    disk.forgetFailure();
    save(files, `${HOME}/f`, 'works now');
  }
});

test('it is a file system of its own: nothing is renamed or linked into it, and it stays', () => {
  const { files } = new Platter().boot();
  save(files, '/tmp/f', 'x', false);
  assert.throws(() => files.rename('/tmp/f', `${HOME}/f`), { code: 'EXDEV' });
  assert.throws(() => files.link('/tmp/f', `${HOME}/f`), { code: 'EXDEV' });
  files.copyFile('/tmp/f', `${HOME}/f`, 0);
  assert.notEqual(files.stat('/tmp/f')[0], files.stat(`${HOME}/f`)[0]);
  assert.throws(() => files.rmdir(HOME), { code: 'EBUSY' });
  assert.throws(() => files.rename(HOME, '/mnt/other'), { code: 'EBUSY' });
  assert.equal(read(files, `${HOME}/../../tmp/f`), 'x');
});

test('a full disk says ENOSPC when it is written to', () => {
  const { files } = new Platter().boot();
  const fd = files.open(`${HOME}/f`, O_RDWR | O_CREAT, 0o644);
  const [, bsize, , blocks] = files.statfs(HOME);
  assert.throws(() => files.ftruncate(fd, bsize! * blocks! + 1), { code: 'ENOSPC' });
  files.ftruncate(fd, 4096);
  assert.equal(files.statfs(HOME)[4], blocks! - 1);
});

test('wiping leaves nothing, and the disk can be used again', () => {
  const platter = new Platter();
  const { files, disk, fs } = platter.boot();
  files.makeDirectories(`${HOME}/a/b`);
  save(files, `${HOME}/a/b/c`, 'content');
  const fd = files.open(`${HOME}/a/b/c`, O_RDWR, 0);
  valueOf(() => disk.wipe());
  assert.deepEqual(
    platter.images.map(({ length }) => length),
    [0, 0],
  );
  assert.deepEqual(files.readdir(HOME).names, []);
  assert.equal(text(files.read(fd, 10, 0)), 'content', 'what is open lives on in memory');
  files.fsync(fd);
  files.close(fd);
  assert.equal(fs.used, new FileSystem().used);
  save(files, `${HOME}/new`, 'new');
  assert.deepEqual(platter.boot().files.readdir(HOME).names, ['new']);
});

test('other calls go on while one waits for the disk', () => {
  const platter = new Platter();
  const { raw } = platter.boot();
  platter.holds = true;
  const done: string[] = [];
  const call = (name: string, operation: () => unknown) =>
    runNowOrLater(
      operation,
      () => done.push(name),
      (error) => done.push(`${name}: ${error}`),
    );
  call('stat', () => raw.stat(HOME));
  call('mkdir', () => raw.mkdir(`${HOME}/a`, 0o777));
  call('elsewhere', () => raw.mkdir('/tmp/a', 0o777));
  assert.deepEqual(done, ['elsewhere']);
  platter.held.shift()!();
  assert.deepEqual(done, ['elsewhere', 'stat', 'mkdir']);
  const fd = raw.open(`${HOME}/f`, O_RDWR | O_CREAT, 0o644);
  call('first', () => raw.fsync(fd));
  raw.write(fd, -1, bytes('later'));
  call('second', () => raw.fsync(fd));
  assert.equal(platter.held.length, 1, 'one commit at a time');
  platter.held.shift()!();
  assert.equal(done.at(-1), 'first');
  platter.holds = false;
  assert.equal(read(platter.boot().files, `${HOME}/f`), '');
});

/** Mulberry32. */
function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

test('after any sequence of changes and reloads, each file is as its last fsync left it', () => {
  for (let seed = 1; seed <= 60; seed++) {
    const random = randomOf(seed);
    const platter = new Platter();
    let { files } = platter.boot();
    /** What the disk must have. Every second file is never fsynced by itself. */
    let durable = new Map<string, string>();
    const names = ['a', 'b', 'c', 'd'];
    for (let step = 0; step < 120; step++) {
      const name = names[random(names.length)]!;
      const path = `${HOME}/${name}`;
      const exists = files.kind(path) === 0;
      switch (random(8)) {
        case 0:
          save(files, path, `${step}`.repeat(random(50)), false);
          break;
        case 1:
        case 2: {
          const fd = files.open(path, O_RDWR | O_CREAT, 0o644);
          files.write(fd, random(80), bytes(`<${step}>`));
          files.close(fd);
          break;
        }
        case 3: {
          if (!exists) break;
          const fd = files.open(path, O_RDWR, 0);
          files.ftruncate(fd, random(100));
          files.close(fd);
          break;
        }
        case 4:
        case 5: {
          // All that is there, so that the model knows what the disk has.
          for (const each of files.readdir(HOME).names) {
            const fd = files.open(`${HOME}/${each}`, O_RDWR, 0);
            files.fsync(fd);
            files.close(fd);
          }
          durable = new Map(
            files.readdir(HOME).names.map((each) => [each, read(files, `${HOME}/${each}`)]),
          );
          if (files.readdir(HOME).names.length === 0) {
            const fd = files.open(HOME, 0, 0);
            files.fsync(fd);
            files.close(fd);
          }
          break;
        }
        case 6:
          if (exists && random(3) === 0) files.unlink(path);
          break;
        case 7: {
          if (random(4) > 0) break;
          ({ files } = platter.boot());
          const found = new Map(
            files.readdir(HOME).names.map((each) => [each, read(files, `${HOME}/${each}`)]),
          );
          assert.deepEqual(found, durable, `seed ${seed}, step ${step}`);
        }
      }
    }
  }
});

test('ranges of bytes join where they touch', () => {
  const ranges = new ByteRanges();
  ranges.add(10, 20);
  ranges.add(30, 40);
  ranges.add(0, 5);
  ranges.add(20, 30);
  ranges.add(50, 50);
  assert.deepEqual(
    [...ranges],
    [
      [0, 5],
      [10, 40],
    ],
  );
  ranges.add(3, 60);
  assert.deepEqual([...ranges], [[0, 60]]);
  ranges.cut(7);
  assert.deepEqual([...ranges], [[0, 7]]);
  assert.equal(ranges.bytes, 7);
});
