/**
 * The file system in memory against the machine's own: random operations, the same on both, with
 * results and errors compared. A failure prints its seed and the operations that led to it.
 */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { FileSystem } from '../../src/node/files/file-system.ts';
import { operationsOf, type FileOperations } from '../../src/node/files/operations/index.ts';
import { makeDirectories } from '../../src/node/files/jobs/make-directories.ts';

const SEEDS = 60;
const STEPS = 400;
const PID = 7;

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

type Outcome = { value: unknown } | { code: string };

function outcomeOf(run: () => unknown): Outcome {
  try {
    return { value: run() };
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === undefined) throw error;
    return { code };
  }
}

/** What both sides must agree on; inode numbers are compared by who shares one. */
interface Seen {
  mode: number;
  nlink: number;
  uid: number;
  size: number | undefined;
  mtime: string | undefined;
}

const WRITTEN_TIME = 1_000_000;

function seen(mode: number, nlink: number, uid: number, size: number, mtimeSec: number): Seen {
  const isDirectory = (mode & 0o170000) === 0o040000;
  return {
    mode,
    nlink,
    uid,
    // A directory's size is the real file system's own matter.
    size: isDirectory ? undefined : size,
    // Times that an operation set are compared, others only by whether they are recent.
    mtime: mtimeSec < WRITTEN_TIME ? String(mtimeSec) : 'recent',
  };
}

const fromStats = (stats: fs.Stats) =>
  seen(stats.mode, stats.nlink, stats.uid, stats.size, Math.floor(stats.mtimeMs / 1000));
const fromFields = (fields: number[]) =>
  seen(fields[1]!, fields[2]!, fields[3]!, fields[8]!, fields[12]!);

class Pair {
  readonly root: string;
  readonly folder: string;
  readonly ours: FileOperations;
  readonly random: (below: number) => number;
  readonly log: string[] = [];
  /** Descriptors open on both sides. */
  readonly open: { real: number; ours: number }[] = [];

  constructor(seed: number, uid: number, gid: number) {
    this.random = randomOf(seed);
    this.root = fs.mkdtempSync(path.join(os.tmpdir(), 'in-step-files-'));
    // Deep enough that no `..` leaves it.
    this.folder = path.join(this.root, 'o/u/t/e/r');
    fs.mkdirSync(this.folder, { recursive: true });
    fs.chmodSync(this.root, 0o755);
    this.ours = operationsOf(new FileSystem({ uid, gid }), PID);
    makeDirectories(this.ours, this.folder);
  }

  pick<T>(values: readonly T[]): T {
    return values[this.random(values.length)]!;
  }

  path(): string {
    const parts = [this.folder];
    const depth = 1 + this.random(3);
    for (let i = 0; i < depth; i++) parts.push(this.pick(['a', 'b', 'c', 'd', 'e']));
    if (this.random(12) === 0) parts.splice(2, 0, this.pick(['.', '..', 'a/..']));
    if (this.random(25) === 0) parts.push(this.pick(['.', '..']));
    return parts.join('/') + (this.random(12) === 0 ? '/' : '');
  }

  compare(
    name: string,
    real: () => unknown,
    ours: () => unknown,
  ): { real: Outcome; ours: Outcome } {
    const expected = outcomeOf(real);
    const actual = outcomeOf(ours);
    this.log.push(`${name} → ${JSON.stringify(expected)}`);
    assert.deepEqual(actual, expected, this.log.slice(-40).join('\n'));
    return { real: expected, ours: actual };
  }

  step(): void {
    const { ours } = this;
    const a = this.path();
    const b = this.path();
    const mode = this.pick([0o777, 0o700, 0o600, 0o666, 0o400, 0o000, 0o755]);
    switch (this.random(22)) {
      case 0:
      case 1: {
        const flags =
          this.pick([0, 1, 2]) |
          (this.random(2) ? fs.constants.O_CREAT : 0) |
          (this.random(5) ? 0 : fs.constants.O_EXCL) |
          (this.random(4) ? 0 : fs.constants.O_TRUNC) |
          (this.random(4) ? 0 : fs.constants.O_APPEND) |
          (this.random(9) ? 0 : fs.constants.O_DIRECTORY) |
          (this.random(9) ? 0 : fs.constants.O_NOFOLLOW);
        // Without O_CREAT, O_EXCL means nothing defined.
        if (!(flags & fs.constants.O_CREAT) && flags & fs.constants.O_EXCL) return;
        const fds = { real: -1, ours: -1 };
        this.compare(
          `open ${a} ${flags.toString(8)} ${mode.toString(8)}`,
          () => void (fds.real = fs.openSync(a, flags, mode)),
          () => void (fds.ours = ours.open(a, flags, mode)),
        );
        if (fds.real !== -1) this.open.push(fds);
        return;
      }
      case 2: {
        if (this.open.length < 3) return;
        const [fd] = this.open.splice(this.random(this.open.length), 1);
        this.compare(
          `close`,
          () => fs.closeSync(fd!.real),
          () => ours.close(fd!.ours),
        );
        return;
      }
      case 3:
      case 4: {
        const fd = this.pick(this.open);
        if (!fd) return;
        const position = this.random(2) ? this.random(40) : null;
        const bytes = Buffer.from(String(this.random(1e9)).repeat(1 + this.random(3)));
        this.compare(
          `write ${fd.ours} at ${position} ${bytes}`,
          () => fs.writeSync(fd.real, bytes, 0, bytes.length, position),
          () => ours.write(fd.ours, position ?? -1, bytes),
        );
        return;
      }
      case 5:
      case 6: {
        const fd = this.pick(this.open);
        if (!fd) return;
        const position = this.random(2) ? this.random(40) : null;
        const length = 1 + this.random(30);
        const buffer = Buffer.alloc(length);
        this.compare(
          `read ${fd.ours} at ${position} ${length}`,
          () => {
            const count = fs.readSync(fd.real, buffer, 0, length, position);
            return buffer.toString('latin1', 0, count);
          },
          () => Buffer.from(ours.read(fd.ours, length, position ?? -1)).toString('latin1'),
        );
        return;
      }
      case 7: {
        const fd = this.pick(this.open);
        if (!fd) return;
        const length = this.random(60);
        this.compare(
          `ftruncate ${fd.ours} ${length}`,
          () => fs.ftruncateSync(fd.real, length),
          () => ours.ftruncate(fd.ours, length),
        );
        return;
      }
      case 8: {
        const fd = this.pick(this.open);
        if (!fd) return;
        this.compare(
          `fstat ${fd.ours}`,
          () => fromStats(fs.fstatSync(fd.real)),
          () => fromFields(ours.fstat(fd.ours)),
        );
        return;
      }
      case 9:
      case 10:
        this.compare(
          `mkdir ${a} ${mode.toString(8)}`,
          () => fs.mkdirSync(a, mode),
          () => ours.mkdir(a, mode),
        );
        return;
      case 11:
        this.compare(
          `rmdir ${a}`,
          () => fs.rmdirSync(a),
          () => ours.rmdir(a),
        );
        return;
      case 12:
        this.compare(
          `unlink ${a}`,
          () => fs.unlinkSync(a),
          () => ours.unlink(a),
        );
        return;
      case 13:
      case 14:
        this.compare(
          `rename ${a} ${b}`,
          () => fs.renameSync(a, b),
          () => ours.rename(a, b),
        );
        return;
      case 15:
        this.compare(
          `link ${a} ${b}`,
          () => fs.linkSync(a, b),
          () => ours.link(a, b),
        );
        return;
      case 16: {
        const target = this.pick([a, 'a', '../b', '.', './c', path.basename(b)]);
        this.compare(
          `symlink ${target} ${b}`,
          () => fs.symlinkSync(target, b),
          () => ours.symlink(target, b),
        );
        return;
      }
      case 17:
        this.compare(
          `readlink ${a}`,
          () => fs.readlinkSync(a),
          () => ours.readlink(a),
        );
        // glibc steps over `.` and `..` itself, without asking for the right to search a directory.
        if (process.geteuid!() !== 0) return;
        this.compare(
          `realpath ${b}`,
          () => fs.realpathSync.native(b),
          () => ours.realpath(b),
        );
        return;
      case 18:
        this.compare(
          `lstat ${a}`,
          () => fromStats(fs.lstatSync(a)),
          () => fromFields(ours.lstat(a)),
        );
        this.compare(
          `stat ${b}`,
          () => fromStats(fs.statSync(b)),
          () => fromFields(ours.stat(b)),
        );
        return;
      case 19: {
        const wanted = this.random(8);
        this.compare(
          `access ${a} ${wanted}`,
          () => fs.accessSync(a, wanted),
          () => ours.access(a, wanted),
        );
        this.compare(
          `readdir ${b}`,
          () => fs.readdirSync(b, { withFileTypes: true }).map(describeDirent),
          () => describeEntries(ours.readdir(b)),
        );
        return;
      }
      case 20: {
        this.compare(
          `chmod ${a}`,
          () => fs.chmodSync(a, mode),
          () => ours.chmod(a, mode),
        );
        const time = this.random(1e6) - 500;
        this.compare(
          `utimes ${b} ${time}`,
          () => fs.utimesSync(b, time, time),
          () => ours.utimes(b, time, time),
        );
        return;
      }
      default: {
        const flags = this.random(2);
        this.compare(
          `copyFile ${a} ${b} ${flags}`,
          () => fs.copyFileSync(a, b, flags),
          () => ours.copyFile(a, b, flags),
        );
      }
    }
  }

  /** The whole tree: names, kinds, modes, links, contents. */
  compareTrees(): void {
    const walk = (folder: string): void => {
      const { real } = this.compare(
        `readdir ${folder}`,
        () => fs.readdirSync(folder, { withFileTypes: true }).map(describeDirent),
        () => describeEntries(this.ours.readdir(folder)),
      );
      if (!('value' in real)) return;
      for (const entry of real.value as string[]) {
        const [type, name] = entry.split(':') as [string, string];
        const at = `${folder}/${name}`;
        this.compare(
          `lstat ${at}`,
          () => fromStats(fs.lstatSync(at)),
          () => fromFields(this.ours.lstat(at)),
        );
        if (type === 'directory') walk(at);
      }
    };
    walk(this.folder);
  }

  end(): void {
    for (const fd of this.open) fs.closeSync(fd.real);
  }
}

const kinds = ['unknown', 'file', 'directory', 'link'];

function describeDirent(entry: fs.Dirent): string {
  const kind = entry.isDirectory() ? 2 : entry.isSymbolicLink() ? 3 : 1;
  return `${kinds[kind]}:${entry.name}`;
}

function describeEntries({ names, types }: { names: string[]; types: number[] }): string[] {
  return names.map((name, index) => `${kinds[types[index]!]}:${name}`);
}

function removeAll(folder: string): void {
  // Directories without permissions stop a user's rm -r.
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    fs.chmodSync(path.join(folder, entry.name), 0o700);
    removeAll(path.join(folder, entry.name));
  }
  fs.rmSync(folder, { recursive: true });
}

function runSeeds(uid: number, gid: number): void {
  for (let seed = 1; seed <= SEEDS; seed++) {
    const pair = new Pair(seed, uid, gid);
    try {
      for (let step = 0; step < STEPS; step++) pair.step();
      pair.compareTrees();
    } catch (error) {
      if (error instanceof Error) error.message = `seed ${seed}, operations:\n${error.message}`;
      throw error;
    } finally {
      pair.end();
      removeAll(pair.root);
    }
  }
}

const isLinux = process.platform === 'linux';
const isRoot = process.geteuid?.() === 0;

test('random operations give what Linux gives', { skip: !isLinux && 'needs Linux' }, () => {
  process.umask(0o022);
  runSeeds(process.geteuid!(), process.getegid!());
});

test(
  'random operations give what Linux gives to a user who is not root',
  { skip: !(isLinux && isRoot) && 'the test before ran as such a user, or this is not Linux' },
  () => {
    const NOBODY = 65_534;
    process.umask(0o022);
    // For good, as access(2) asks for the real user: this is the file's last test.
    process.setgroups!([]);
    process.setgid!(NOBODY);
    process.setuid!(NOBODY);
    runSeeds(NOBODY, NOBODY);
  },
);
