/** Operations on descriptors: open, read, write, close and what is between. */
import {
  FILE_SIZE_MAX,
  O_ACCMODE,
  O_APPEND,
  O_CREAT,
  O_DIRECTORY,
  O_DSYNC,
  O_EXCL,
  O_NOFOLLOW,
  O_RDONLY,
  O_TRUNC,
  O_WRONLY,
  R_OK,
  S_ISGID,
  S_ISUID,
  W_OK,
  X_OK,
} from '../constants.ts';
import { setEntry } from '../entries.ts';
import type { FileSystem } from '../file-system.ts';
import { addDescriptor, described, type ProcessFiles } from '../process-files.ts';
import type { Inode, RegularFile } from '../inode.ts';
import { UvError } from '../uv-error.ts';
import { isName, walk } from '../walk.ts';
import { readStream, writeStream } from './streams.ts';

/** Opens a file and gives the lowest free descriptor. */
export function open(
  fs: FileSystem,
  process: ProcessFiles,
  path: string,
  flags: number,
  mode: number,
): number {
  const inode = openInode(fs, process, path, flags, mode);
  // /dev/stdout and its like: what the process already has.
  const same = [...process.descriptors.values()].find((open) => open.inode === inode);
  const { page, input, output } = same ?? {};
  return addDescriptor(process, { inode, flags, position: 0, page, input, output });
}

function openInode(
  fs: FileSystem,
  process: ProcessFiles,
  path: string,
  flags: number,
  mode: number,
): Inode {
  const creates = (flags & O_CREAT) !== 0;
  if (creates && flags & O_DIRECTORY) throw new UvError('EINVAL');
  const exclusive = creates && (flags & O_EXCL) !== 0;
  const last = flags & O_NOFOLLOW || exclusive ? 'nofollow' : creates ? 'create' : 'follow';
  const entry = walk(fs, process, path, last);
  if (creates && !isName(entry)) throw new UvError(exclusive ? 'EEXIST' : 'EISDIR');
  if (creates && entry.trailingSlash) throw new UvError('EISDIR');
  if (!entry.inode) {
    if (!creates) throw new UvError('ENOENT');
    if (entry.parent.nlink === 0) throw new UvError('ENOENT');
    fs.demand(entry.parent, W_OK | X_OK);
    const file = fs.createFile(mode & ~process.umask);
    setEntry(fs, entry.parent, entry.name, file);
    fs.events.entry(entry.parent, 'create', entry.name, file);
    return file;
  }
  if (exclusive) throw new UvError('EEXIST');
  let inode = entry.inode;
  if (inode.kind === 'symlink' && entry.trailingSlash) {
    const target = walk(fs, process, path, 'follow').inode;
    if (!target) throw new UvError('ENOENT');
    inode = target;
  }
  const writes = (flags & O_ACCMODE) !== O_RDONLY || (flags & O_TRUNC) !== 0;
  if (inode.kind === 'symlink') throw new UvError(flags & O_DIRECTORY ? 'ENOTDIR' : 'ELOOP');
  if (inode.kind === 'directory') {
    if (creates || writes) throw new UvError('EISDIR');
  } else if (flags & O_DIRECTORY || entry.trailingSlash) {
    throw new UvError('ENOTDIR');
  }
  if (inode.kind === 'socket') throw new UvError('ENXIO');
  const reads = (flags & O_ACCMODE) !== O_WRONLY;
  fs.demand(inode, (reads ? R_OK : 0) | (writes ? W_OK : 0));
  if (flags & O_TRUNC && inode.kind === 'file') truncate(fs, inode, 0);
  return inode;
}

export function close(fs: FileSystem, process: ProcessFiles, fd: number): void {
  fs.closeDescriptor(process, fd);
}

/**
 * Up to `length` bytes from `position` (−1: the descriptor's own, which then moves). The bytes are
 * a view of the file: copy them before the next operation. A stream that has none yet: EAGAIN.
 */
export function read(
  fs: FileSystem,
  process: ProcessFiles,
  fd: number,
  length: number,
  position: number,
): Uint8Array {
  const open = described(process, fd);
  const { inode } = open;
  if ((open.flags & O_ACCMODE) === O_WRONLY) throw new UvError('EBADF');
  if (length < 0) throw new UvError('EINVAL');
  if (inode.kind === 'directory') throw new UvError('EISDIR');
  if (inode.kind === 'device' && inode.device === 'stream') {
    if (position >= 0) throw new UvError('ESPIPE');
    return readStream(fs, open, fd, length);
  }
  if (inode.kind !== 'file') return new Uint8Array(0);
  const start = Math.min(position < 0 ? open.position : position, inode.size);
  const bytes = inode.bytes.subarray(start, Math.min(start + length, inode.size));
  if (position < 0) open.position += bytes.length;
  if (inode.atime <= inode.mtime || inode.atime <= inode.ctime) inode.atime = fs.now();
  return bytes;
}

/** Whoever read it ahead has come so far in a file: lseek(2). */
export function moveTo(_fs: FileSystem, process: ProcessFiles, fd: number, position: number): void {
  described(process, fd).position = position;
}

/**
 * Writes all of `bytes` at `position` (−1: the descriptor's own; with O_APPEND always the end) and
 * gives their number; a stream takes what it has room for, or says EAGAIN. Output to the page gives
 * −1 or −2 instead, which of its streams it is: the thread that asked writes to it itself.
 */
export function write(
  fs: FileSystem,
  process: ProcessFiles,
  fd: number,
  position: number,
  bytes: Uint8Array,
): number {
  const open = described(process, fd);
  const { inode } = open;
  if ((open.flags & O_ACCMODE) === O_RDONLY) throw new UvError('EBADF');
  if (inode.kind === 'device' && inode.device === 'stream') {
    if (position >= 0) throw new UvError('ESPIPE');
    return writeStream(fs, open, fd, bytes);
  }
  if (inode.kind !== 'file' || bytes.length === 0) return bytes.length;
  let start = position < 0 ? open.position : position;
  if (open.flags & O_APPEND) start = inode.size;
  const end = start + bytes.length;
  if (end > FILE_SIZE_MAX) throw new UvError('EFBIG');
  if (end > inode.size) fs.resize(inode, end);
  inode.bytes.set(bytes, start);
  if (position < 0) open.position = end;
  modified(fs, inode);
  inode.disk?.wrote(inode, start, end);
  if (open.flags & O_DSYNC) inode.disk?.sync(inode, bytes.length);
  return bytes.length;
}

function modified(fs: FileSystem, file: RegularFile): void {
  file.mtime = file.ctime = fs.now();
  // Whoever writes to a file takes away its right to run as another user.
  if (fs.options.uid !== 0) file.mode &= ~(S_ISUID | S_ISGID);
  fs.events.changed(file, 'modify');
}

function truncate(fs: FileSystem, file: RegularFile, length: number): void {
  fs.resize(file, length);
  modified(fs, file);
}

export function ftruncate(fs: FileSystem, process: ProcessFiles, fd: number, length: number): void {
  const open = described(process, fd);
  if ((open.flags & O_ACCMODE) === O_RDONLY || open.inode.kind !== 'file') {
    throw new UvError('EINVAL');
  }
  truncate(fs, open.inode, length);
}

/** Waits until a file of the disk is on it (throws `Later`). Files in memory have nowhere to go. */
export function fsync(_fs: FileSystem, process: ProcessFiles, fd: number): void {
  const { inode } = described(process, fd);
  if (inode.kind === 'device') throw new UvError('EINVAL');
  inode.disk?.sync(inode);
}
