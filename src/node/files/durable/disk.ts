/**
 * The file system at /mnt/durable. All of it is in memory, as in a page cache; fsync writes what is
 * dirty as one commit to the log on the disk (log.ts), which the broker flushes.
 *
 * A commit has every change of names and attributes so far, and the contents of the one file that
 * was asked for, as that of a journalling file system has.
 */
import {
  DISK_CAPACITY,
  type DiskReply,
  type DiskRequest,
  type ImageNumber,
} from '../../disk/disk-protocol.ts';
import type { FileSystem } from '../file-system.ts';
import type { Directory, Inode, RegularFile } from '../inode.ts';
import { UvError } from '../uv-error.ts';
import { Dirty } from './dirty.ts';
import { Later } from './later.ts';
import { encodeCommit, readLog } from './log.ts';
import { diskError } from './problems.ts';
import { recover, ROOT_ID } from './recover.ts';

/** The log is written anew when it is so much longer than what the files hold. */
const SLACK = 4 * 2 ** 20;

type Done = (failure?: Error) => void;
type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never;

export class Disk {
  readonly root: Directory;
  readonly capacity = DISK_CAPACITY;
  /** Bytes that its files hold, in memory. */
  used = 0;
  readonly #fs: FileSystem;
  readonly #post: (request: DiskRequest, transfer: Transferable[]) => void;
  readonly #replies = new Map<number, (reply: DiskReply) => void>();
  #requests = 0;
  #isMounted = false;
  /** Why mounting failed: the next process may try again. */
  #failure: (() => UvError) | undefined;
  /** Those who wait until it is mounted; undefined if nobody has asked. */
  #mounting: Done[] | undefined;
  #ids = new WeakMap<Inode, number>();
  #lastId = ROOT_ID;
  #dirty = new Dirty();
  /** Where the next commit goes. */
  #log = { image: 0 as ImageNumber, generation: 1, end: 0 };
  /** Commits are written one after the other. */
  #commits: (() => void)[] = [];

  /** `root` is the empty directory at which it is mounted. */
  constructor(
    fs: FileSystem,
    root: Directory,
    post: (request: DiskRequest, transfer: Transferable[]) => void,
  ) {
    this.#fs = fs;
    this.#post = post;
    this.root = root;
    root.disk = this;
  }

  receive(reply: DiskReply): void {
    const done = this.#replies.get(reply.id);
    this.#replies.delete(reply.id);
    done?.(reply);
  }

  #ask(request: WithoutId<DiskRequest>, done: (reply: DiskReply) => void): void {
    const id = ++this.#requests;
    this.#replies.set(id, done);
    const transfer = request.op === 'write' ? [request.bytes.buffer] : [];
    this.#post({ ...request, id }, transfer);
  }

  /** Whoever looks inside demands that it be mounted. Throws `Later` or `UvError`. */
  demand(): void {
    if (this.#isMounted) return;
    if (this.#failure) throw this.#failure();
    throw new Later((done) => this.#mount(done), 'again');
  }

  /** A process begins: it may try what failed before. */
  forgetFailure(): void {
    this.#failure = undefined;
  }

  #mount(done: Done): void {
    if (this.#mounting) return void this.#mounting.push(done);
    this.#mounting = [done];
    this.#ask({ op: 'open' }, (reply) => {
      const waiting = this.#mounting ?? [];
      this.#mounting = undefined;
      if ('problem' in reply) {
        this.#failure = () => diskError(reply.problem, reply.detail);
      } else {
        this.#fill(reply.images!);
        this.#isMounted = true;
      }
      for (const done of waiting) done(this.#failure?.());
    });
  }

  /** Makes the tree of the image that was begun last. */
  #fill(images: [Uint8Array, Uint8Array]): void {
    const logs = images.map(readLog);
    const generations = logs.map(({ commits }) => commits[0]?.generation ?? 0);
    const image: ImageNumber = generations[1]! > generations[0]! ? 1 : 0;
    const { commits, end } = logs[image]!;
    this.#log = { image, generation: generations[image] || 1, end };
    for (const [id, inode] of recover(this.#fs, this.root, commits)) {
      inode.disk = this;
      this.#ids.set(inode, id);
      this.#lastId = Math.max(this.#lastId, id);
      if (inode.kind === 'file') this.used += inode.size;
    }
  }

  // What the file system says of changes

  /** An entry of a directory leads to `inode` now, or nowhere. */
  named(directory: Directory, name: string, inode?: Inode): void {
    this.#dirty.name(directory, name);
    this.#dirty.inodes.add(directory);
    if (!inode) return;
    inode.disk = this;
    this.#dirty.inodes.add(inode);
  }

  /** An inode's mode, owner or times. */
  changed(inode: Inode): void {
    this.#dirty.inodes.add(inode);
  }

  wrote(file: RegularFile, start: number, end: number): void {
    this.#dirty.wrote(file, start, end);
  }

  /** Called before a file gets another size. */
  resizing(file: RegularFile, size: number): void {
    const added = size - file.size;
    if (added > 0 && this.used + added > this.capacity) throw new UvError('ENOSPC');
    this.used += added;
    this.#dirty.resized(file, size);
  }

  /** No name and no descriptor leads to a file any more. */
  forget(file: RegularFile): void {
    this.#dirty.contents.delete(file);
  }

  // fsync

  /** Throws `Later`: until the inode, and all names, are on the disk; then the answer is `value`. */
  sync(inode: Inode, value?: unknown): never {
    this.demand();
    throw new Later((done) => this.#commit(inode, done), { value });
  }

  #commit(inode: Inode, done: Done): void {
    const run = () => {
      this.#write(inode, (failure) => {
        this.#commits.shift();
        this.#commits[0]?.();
        done(failure);
      });
    };
    if (this.#commits.push(run) === 1) run();
  }

  #write(inode: Inode, done: Done): void {
    const { image, generation, end } = this.#log;
    const isNew = end > 2 * this.used + SLACK;
    const target = isNew ? { image: other(image), generation: generation + 1, end: 0 } : this.#log;
    if (isNew) this.#markAll();
    const files = isNew ? [...this.#dirty.contents.keys()] : inode.kind === 'file' ? [inode] : [];
    const taken = this.#dirty.take(files);
    const { changes, data } = taken.changes((inode) => this.#idOf(inode));
    const bytes = encodeCommit({ generation: target.generation, changes, data });
    const { length } = bytes;
    this.#ask({ op: 'write', image: target.image, at: target.end, bytes }, (reply) => {
      if ('problem' in reply) {
        this.#dirty.putBack(taken);
        return done(diskError(reply.problem, reply.detail));
      }
      this.#log = { ...target, end: target.end + length };
      if (isNew) this.#ask({ op: 'write', image, at: 0, bytes: new Uint8Array(0) }, () => {});
      done();
    });
  }

  /** Everything is to be written, as the first commit of another image. */
  #markAll(): void {
    const visit = (directory: Directory) => {
      this.#dirty.inodes.add(directory);
      for (const [name, inode] of directory.entries) {
        this.#dirty.name(directory, name);
        this.#dirty.inodes.add(inode);
        if (inode.kind === 'file') {
          this.#dirty.resized(inode, 0);
          this.#dirty.wrote(inode, 0, inode.size);
        }
        if (inode.kind === 'directory') visit(inode);
      }
    };
    visit(this.root);
  }

  #idOf(inode: Inode): number {
    if (inode === this.root) return ROOT_ID;
    const id = this.#ids.get(inode) ?? ++this.#lastId;
    this.#ids.set(inode, id);
    return id;
  }

  // Wiping

  /** Throws `Later`: until nothing is left, in memory and on the disk. Open files live on in memory. */
  wipe(): never {
    throw new Later((done) => {
      this.#empty(this.root);
      this.#dirty = new Dirty();
      this.#ids = new WeakMap();
      this.#isMounted = false;
      this.#failure = undefined;
      this.#log = { image: 0, generation: 1, end: 0 };
      this.#ask({ op: 'wipe' }, (reply) => {
        done('problem' in reply ? diskError(reply.problem, reply.detail) : undefined);
      });
    });
  }

  #empty(directory: Directory): void {
    for (const inode of directory.entries.values()) {
      inode.disk = undefined;
      if (inode.kind === 'directory') this.#empty(inode);
      else this.#fs.release(inode, 'name');
    }
    directory.entries.clear();
    directory.nlink = directory === this.root ? 2 : 0;
    this.used = 0;
  }
}

/** The folder in which the disk is seen, beside the files that are in memory only. */
const MOUNT_POINT = '/mnt/durable';

/** Makes the empty directory at the mount point. */
export function createMountPoint(fs: FileSystem): Directory {
  let directory = fs.root;
  for (const name of MOUNT_POINT.split('/').slice(1)) {
    const inner = fs.createDirectory(0o755, directory);
    directory.entries.set(name, inner);
    directory = inner;
  }
  return directory;
}

function other(image: ImageNumber): ImageNumber {
  return image === 0 ? 1 : 0;
}
