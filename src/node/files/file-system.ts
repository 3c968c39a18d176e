/**
 * The state of a POSIX file system in memory: inodes, and what each process has open. What can be
 * done with it is in `operations/`; who may ask for it from another thread is `client.ts`.
 */
import {
  FILE_SIZE_MAX,
  O_RDONLY,
  O_RDWR,
  O_WRONLY,
  PERMISSION_BITS,
  S_IFCHR,
  S_IFDIR,
  S_IFIFO,
  S_IFLNK,
  S_IFREG,
  S_IFSOCK,
  X_OK,
} from './constants.ts';
import { Channel, type Watcher } from './channel.ts';
import { FileEvents } from './file-events.ts';
import type { Device, Directory, Inode, RegularFile, SocketName, SymbolicLink } from './inode.ts';
import { HOSTNAME } from '../network/names.ts';
import type { Rights } from '../network/rights.ts';
import { PROGRAM_FILES } from './programs.ts';
import { addDescriptor, described, type OpenFile, type ProcessFiles } from './process-files.ts';
import { UvError } from './uv-error.ts';
import type { Stdio } from '../protocol.ts';

export interface FileSystemOptions {
  uid: number;
  gid: number;
  /** Bytes that all files together may hold before ENOSPC. */
  capacity: number;
}

const DEFAULTS: FileSystemOptions = { uid: 1000, gid: 1000, capacity: 2 ** 30 };
const DEFAULT_UMASK = 0o022;

/** Standard error, the last of the standard streams. */
const LAST_STREAM = 2;

/** The parent of those that have none. */
const INIT_PID = 1;
/** The page numbers the processes that it starts from below. */
const FIRST_CHILD_PID = 100_000;

/** How a process ended: its exit code, or the number of the signal that ended it (else 0). */
export interface ExitStatus {
  code: number;
  signal: number;
}

/** Standard input of a process of the page. */
interface PageInput {
  readonly channel: Channel;
  /** The terminal is in raw mode. */
  isRaw: boolean;
  /** The page knows that it is waited for. */
  isAwaited: boolean;
}

export class FileSystem {
  readonly root: Directory;
  readonly options: FileSystemOptions;
  readonly events = new FileEvents();
  /** Bytes that files hold now. */
  used = 0;
  /** How often something has changed (modulo 2^32). */
  changes = 0;
  /** Makes a watcher that tells whoever asks just now of a change at a descriptor. */
  watcher: (fd: number) => Watcher | undefined = () => undefined;
  readonly #processes = new Map<number, ProcessFiles>();
  /** Called when a process of the page (or its child) waits for what the page writes to it. */
  onpageread: (pid: number, isRaw: boolean) => void = () => {};
  /** Called with descriptors of sockets that were sent and will not be received. */
  onrightslost: (rights: Rights[]) => void = () => {};
  readonly #pageInputs = new Map<number, PageInput>();
  #nextPid = FIRST_CHILD_PID;
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
    for (const [path, text] of Object.entries(PROGRAM_FILES)) this.#install(path, text);
    this.#install('/proc/sys/kernel/hostname', `${HOSTNAME}\n`, 0o444);
    this.root.entries.set('tmp', this.createDirectory(0o1777, this.root));
    this.root.entries.set('home', this.createDirectory(0o755, this.root));
  }

  changed(): void {
    this.changes = (this.changes + 1) | 0;
  }

  /**
   * Now, in nanoseconds: as finely as the realm's clock tells. Every change of a file or name stamps
   * a time, so this counts them.
   */
  now(): bigint {
    this.changed();
    const ms = performance.timeOrigin + performance.now();
    const whole = Math.floor(ms);
    return BigInt(whole) * 1_000_000n + BigInt(Math.floor((ms - whole) * 1e6));
  }

  /** Makes an executable file and the folders that lead to it. */
  #install(path: string, text: string, mode = 0o755): void {
    const names = path.split('/').slice(1);
    let folder = this.root;
    for (const name of names.slice(0, -1)) {
      const inside =
        (folder.entries.get(name) as Directory | undefined) ?? this.createDirectory(0o755, folder);
      folder.entries.set(name, inside);
      folder = inside;
    }
    const file = this.createFile(mode);
    const bytes = new TextEncoder().encode(text);
    this.resize(file, bytes.length);
    file.bytes.set(bytes);
    folder.entries.set(names.at(-1)!, file);
  }

  // Processes

  /** A process of the page begins; `stdio` says what its descriptors 0, 1 and 2 are. */
  startProcess(pid: number, stdio: readonly Stdio[]): void {
    const process = this.addProcess(pid, INIT_PID);
    const pageInput: PageInput = { channel: new Channel(Infinity), isRaw: false, isAwaited: false };
    const { channel: input } = pageInput;
    input.onstarved = () => {
      if (!pageInput.isAwaited) this.onpageread(pid, pageInput.isRaw);
      pageInput.isAwaited = true;
    };
    for (const [fd, kind] of stdio.entries()) {
      if (kind === 'ignore') {
        addDescriptor(process, this.openNull(), fd);
        continue;
      }
      const mode = kind === 'tty' ? S_IFCHR | 0o620 : S_IFIFO | 0o600;
      const inode = this.#createDevice('stream', mode);
      const isInput = fd === 0 || kind === 'tty';
      addDescriptor(
        process,
        {
          inode,
          flags: kind === 'tty' ? O_RDWR : fd === 0 ? O_RDONLY : O_WRONLY,
          position: 0,
          ...(isInput && { input }),
          ...(fd > 0 && { page: fd }),
        },
        fd,
      );
    }
    input.writers = 1;
    this.#pageInputs.set(pid, pageInput);
  }

  /** What the page writes to standard input of a process it started; null ends it. */
  pageInput(pid: number, data: Uint8Array | null): void {
    const input = this.#pageInputs.get(pid);
    if (!input) return;
    input.isAwaited = false;
    if (data) input.channel.write(data);
    else input.channel.closeWriter();
  }

  /** tcsetattr(3): whether a terminal gives each key as it comes and echoes none. */
  setRawMode(channel: Channel | undefined, isRaw: boolean): void {
    for (const input of this.#pageInputs.values()) {
      if (input.channel === channel) input.isRaw = isRaw;
    }
  }

  /** A process without descriptors. */
  addProcess(pid: number, parent: number, ended?: Channel): ProcessFiles {
    const umask = this.#processes.get(parent)?.umask ?? DEFAULT_UMASK;
    const process = { pid, parent, descriptors: new Map(), umask, ended };
    this.#processes.set(pid, process);
    return process;
  }

  /** A process has ended: closes everything it left open, and tells its parent how it ended. */
  endProcess(pid: number, status: ExitStatus): void {
    const process = this.#processes.get(pid);
    if (!process) return;
    this.#processes.delete(pid);
    for (const fd of process.descriptors.keys()) this.closeDescriptor(process, fd);
    for (const [of, { channel }] of this.#pageInputs)
      if (channel.readers === 0) this.#pageInputs.delete(of);
    process.ended?.write(new TextEncoder().encode(JSON.stringify(status)));
    process.ended?.closeWriter();
    for (const child of this.#processes.values()) if (child.parent === pid) child.parent = INIT_PID;
  }

  /** execve(2): what Node opens does not survive it, only the standard streams do. */
  closeOnExec(pid: number): void {
    const process = this.process(pid);
    for (const fd of [...process.descriptors.keys()]) {
      if (fd > LAST_STREAM) this.closeDescriptor(process, fd);
    }
  }

  process(pid: number): ProcessFiles {
    return this.#processes.get(pid) ?? this.addProcess(pid, INIT_PID);
  }

  hasProcess(pid: number): boolean {
    return this.#processes.has(pid);
  }

  get processCount(): number {
    return this.#processes.size;
  }

  nextPid(): number {
    return this.#nextPid++;
  }

  // Descriptors

  closeDescriptor(process: ProcessFiles, fd: number): void {
    const { inode, input, output, inotify } = described(process, fd);
    process.descriptors.delete(fd);
    input?.closeReader();
    output?.closeWriter();
    if (inotify) this.events.delete(inotify);
    this.release(inode);
  }

  openNull(): OpenFile {
    return { inode: this.#createDevice('null', S_IFCHR | 0o666), flags: O_RDWR, position: 0 };
  }

  /** The two ends of a pair of local sockets. */
  openPair(): [OpenFile, OpenFile] {
    const [there, back] = [new Channel(), new Channel()];
    there.onlost = back.onlost = (rights) => this.onrightslost(rights);
    const end = (input: Channel, output: Channel): OpenFile => {
      const inode = this.#createDevice('stream', S_IFSOCK | 0o777);
      return { inode, flags: O_RDWR, position: 0, input, output };
    };
    return [end(back, there), end(there, back)];
  }

  /** The end of a channel that can only be read. */
  openInput(input: Channel): OpenFile {
    const inode = this.#createDevice('stream', S_IFIFO | 0o600);
    return { inode, flags: O_RDONLY, position: 0, input };
  }

  /** The end of a channel that can only be written. */
  openOutput(output: Channel): OpenFile {
    const inode = this.#createDevice('stream', S_IFIFO | 0o600);
    return { inode, flags: O_WRONLY, position: 0, output };
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
    if (inode.nlink > 0 || inode.opens > 0) return;
    this.resize(inode, 0);
    inode.disk?.forget(inode);
    this.events.gone(inode);
  }

  /** Sets a file's size; what is added reads as zeros. */
  resize(file: RegularFile, size: number): void {
    if (size > FILE_SIZE_MAX) throw new UvError('EFBIG');
    const added = size - file.size;
    if (this.used + added > this.options.capacity) throw new UvError('ENOSPC');
    file.disk?.resizing(file, size);
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
