/**
 * The state of a POSIX file system in memory: inodes, and what each process has open. What can be
 * done with it is in `operations/`; who may ask for it from another thread is `client.ts`.
 */
import {
  FILE_SIZE_MAX,
  PERMISSION_BITS,
  S_IFCHR,
  S_IFDIR,
  S_IFIFO,
  S_IFLNK,
  S_IFREG,
  S_IFSOCK,
  X_OK,
} from './constants.ts';
import type { Device, Directory, Inode, RegularFile, SocketName, SymbolicLink } from './inode.ts';
import { UvError } from './uv-error.ts';
import type { Stdio } from '../protocol.ts';

/** An open file description: what a descriptor number stands for. */
export interface OpenFile {
  readonly inode: Inode;
  readonly flags: number;
  position: number;
  /** Set on standard streams: the process's own 0, 1 or 2, wherever else it is opened. */
  readonly stdio?: number;
}

export interface ProcessFiles {
  readonly descriptors: Map<number, OpenFile>;
  umask: number;
}

/** What a descriptor number of a process stands for. */
export function described(process: ProcessFiles, fd: number): OpenFile {
  const open = process.descriptors.get(fd);
  if (!open) throw new UvError('EBADF');
  return open;
}

export interface FileSystemOptions {
  uid: number;
  gid: number;
  /** Bytes that all files together may hold before ENOSPC. */
  capacity: number;
}

const DEFAULTS: FileSystemOptions = { uid: 1000, gid: 1000, capacity: 2 ** 30 };
const DEFAULT_UMASK = 0o022;

export class FileSystem {
  readonly root: Directory;
  readonly options: FileSystemOptions;
  /** Bytes that files hold now. */
  used = 0;
  #processes = new Map<number, ProcessFiles>();
  #lastIno = 1;

  constructor(options: Partial<FileSystemOptions> = {}) {
    this.options = { ...DEFAULTS, ...options };
    this.root = this.createDirectory(0o755);
    const dev = this.createDirectory(0o755, this.root);
    this.root.entries.set('dev', dev);
    dev.entries.set('null', this.#createDevice('null', S_IFCHR | 0o666));
    for (const [descriptor, name] of ['stdin', 'stdout', 'stderr'].entries()) {
      dev.entries.set(name, this.createSymbolicLink(`/proc/self/fd/${descriptor}`, descriptor));
    }
    this.root.entries.set('tmp', this.createDirectory(0o1777, this.root));
    this.root.entries.set('home', this.createDirectory(0o755, this.root));
  }

  /** Now, in nanoseconds: as finely as the realm's clock tells. */
  now(): bigint {
    const ms = performance.timeOrigin + performance.now();
    const whole = Math.floor(ms);
    return BigInt(whole) * 1_000_000n + BigInt(Math.floor((ms - whole) * 1e6));
  }

  /** A process begins; `stdio` says what its descriptors 0, 1 and 2 are. */
  startProcess(pid: number, stdio: readonly Stdio[]): void {
    const descriptors = new Map<number, OpenFile>();
    for (const [fd, kind] of stdio.entries()) {
      const inode =
        kind === 'ignore'
          ? this.#createDevice('null', S_IFCHR | 0o666)
          : this.#createDevice('stdio', kind === 'tty' ? S_IFCHR | 0o620 : S_IFIFO | 0o600);
      const own = kind === 'ignore' ? {} : { stdio: fd };
      descriptors.set(fd, { inode, flags: fd === 0 ? 0 : 1, position: 0, ...own });
    }
    this.#processes.set(pid, { descriptors, umask: DEFAULT_UMASK });
  }

  /** A process has ended: closes everything it left open. */
  endProcess(pid: number): void {
    const process = this.#processes.get(pid);
    for (const open of process?.descriptors.values() ?? []) this.release(open.inode);
    this.#processes.delete(pid);
  }

  process(pid: number): ProcessFiles {
    if (!this.#processes.has(pid)) this.startProcess(pid, ['ignore', 'ignore', 'ignore']);
    return this.#processes.get(pid)!;
  }

  // Inodes

  #attributes(mode: number) {
    const now = this.now();
    return {
      ino: this.#lastIno++,
      mode,
      nlink: 1,
      uid: this.options.uid,
      gid: this.options.gid,
      atime: now,
      mtime: now,
      ctime: now,
      birthtime: now,
    };
  }

  createFile(mode: number): RegularFile {
    const attributes = this.#attributes(S_IFREG | (mode & PERMISSION_BITS));
    return { ...attributes, kind: 'file', bytes: new Uint8Array(0), size: 0, opens: 0 };
  }

  /** Without a parent it is its own: the root. */
  createDirectory(mode: number, parent?: Directory): Directory {
    const attributes = this.#attributes(S_IFDIR | (mode & PERMISSION_BITS));
    const inode = { ...attributes, kind: 'directory', nlink: 2, entries: new Map() } as Directory;
    inode.parent = parent ?? inode;
    if (parent) parent.nlink++;
    return inode;
  }

  createSymbolicLink(target: string, descriptor?: number): SymbolicLink {
    return { ...this.#attributes(S_IFLNK | 0o777), kind: 'symlink', target, descriptor };
  }

  createSocket(mode: number): SocketName {
    return { ...this.#attributes(S_IFSOCK | (mode & PERMISSION_BITS)), kind: 'socket' };
  }

  #createDevice(device: Device['device'], mode: number): Device {
    return { ...this.#attributes(mode), kind: 'device', device };
  }

  /** A name or a descriptor of an inode is gone: frees a file that neither leads to any more. */
  release(inode: Inode, what: 'name' | 'descriptor' = 'descriptor'): void {
    if (what === 'name') inode.nlink--;
    if (inode.kind !== 'file') return;
    if (what === 'descriptor') inode.opens--;
    if (inode.nlink === 0 && inode.opens === 0) this.resize(inode, 0);
  }

  /** Sets a file's size; what is added reads as zeros. */
  resize(file: RegularFile, size: number): void {
    if (size > FILE_SIZE_MAX) throw new UvError('EFBIG');
    const added = size - file.size;
    if (this.used + added > this.options.capacity) throw new UvError('ENOSPC');
    if (size === 0) {
      file.bytes = new Uint8Array(0);
    } else if (size > file.bytes.length) {
      const bytes = allocate(size, Math.min(FILE_SIZE_MAX, file.bytes.length * 2));
      bytes.set(file.bytes.subarray(0, file.size));
      file.bytes = bytes;
    } else if (added < 0) {
      file.bytes.fill(0, size, file.size);
    }
    file.size = size;
    this.used += added;
  }

  // Permissions

  isOwner(inode: Inode): boolean {
    return this.options.uid === 0 || this.options.uid === inode.uid;
  }

  /** Whether the machine's user may do all of `wanted` (R_OK | W_OK | X_OK) with an inode. */
  permits(inode: Inode, wanted: number): boolean {
    if (this.options.uid === 0) {
      // Root passes everything, but executes a file only if someone may.
      return !(wanted & X_OK) || inode.kind === 'directory' || (inode.mode & 0o111) !== 0;
    }
    let bits = inode.mode & 7;
    if (inode.uid === this.options.uid) bits = (inode.mode >> 6) & 7;
    else if (inode.gid === this.options.gid) bits = (inode.mode >> 3) & 7;
    return (wanted & ~bits) === 0;
  }

  demand(inode: Inode, wanted: number): void {
    if (!this.permits(inode, wanted)) throw new UvError('EACCES');
  }
}

/** Room for `needed` bytes, for `wanted` if the browser has so much memory. */
function allocate(needed: number, wanted: number): Uint8Array {
  for (const length of [Math.max(needed, wanted), needed]) {
    try {
      return new Uint8Array(length);
    } catch {
      // less, or ENOSPC
    }
  }
  throw new UvError('ENOSPC');
}
