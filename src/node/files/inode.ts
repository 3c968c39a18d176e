/** What a file system's tree is made of. Times are nanoseconds since the epoch. */
import {
  S_IFCHR,
  S_IFDIR,
  S_IFIFO,
  S_IFLNK,
  S_IFMT,
  S_IFREG,
  S_IFSOCK,
  UV_DIRENT_CHAR,
  UV_DIRENT_DIR,
  UV_DIRENT_FIFO,
  UV_DIRENT_FILE,
  UV_DIRENT_LINK,
  UV_DIRENT_SOCKET,
} from './constants.ts';
import type { Disk } from './durable/disk.ts';

interface InodeBase {
  /** The disk that keeps it; most inodes are in memory only. */
  disk?: Disk;
  readonly ino: number;
  /** File type and permission bits. */
  mode: number;
  /** Names that lead here (for a directory: 2 and one per subdirectory). */
  nlink: number;
  uid: number;
  gid: number;
  atime: bigint;
  mtime: bigint;
  ctime: bigint;
  readonly birthtime: bigint;
}

export interface RegularFile extends InodeBase {
  readonly kind: 'file';
  /** May be longer than `size`: it grows by doubling. */
  bytes: Uint8Array;
  size: number;
  /** Descriptors open on it: an unlinked file's space is free when the last of them closes. */
  opens: number;
}

export interface Directory extends InodeBase {
  readonly kind: 'directory';
  readonly entries: Map<string, Inode>;
  /** Where `..` leads; the root's is itself. */
  parent: Directory;
}

export interface SymbolicLink extends InodeBase {
  readonly kind: 'symlink';
  readonly target: string;
  /** /dev/stdin, /dev/stdout, /dev/stderr: leads to what the process has open there. */
  readonly descriptor?: number;
}

/** /dev/null, or a terminal, pipe or socket, which its open file knows more of. */
export interface Device extends InodeBase {
  readonly kind: 'device';
  readonly device: 'null' | 'stream';
}

/** The name of a local socket, which its inode number stands for in the network. */
export interface SocketName extends InodeBase {
  readonly kind: 'socket';
}

export type Inode = RegularFile | Directory | SymbolicLink | Device | SocketName;

/** Every field of `uv_stat_t` in the order of Node's stat arrays: 10 fields and 4 × (sec, nsec). */
export type StatFields = number[];

const MEMORY_DEVICE = 0x801;
const DISK_DEVICE = 0x802;
export const BLOCK_SIZE = 4096;
const NS_PER_SECOND = 1_000_000_000n;

const encoder = new TextEncoder();

export function utf8Length(text: string): number {
  return encoder.encode(text).length;
}

function sizeOf(inode: Inode): number {
  if (inode.kind === 'file') return inode.size;
  if (inode.kind === 'directory') return BLOCK_SIZE;
  return inode.kind === 'symlink' ? utf8Length(inode.target) : 0;
}

/** Units of 512 bytes; a symbolic link is kept in its inode. */
function blocksOf(inode: Inode): number {
  if (inode.kind === 'directory') return BLOCK_SIZE / 512;
  return inode.kind === 'file' ? Math.ceil(inode.size / BLOCK_SIZE) * (BLOCK_SIZE / 512) : 0;
}

export function statOf(inode: Inode): StatFields {
  const rdev = inode.kind === 'device' && inode.device === 'null' ? 0x103 : 0;
  const dev = inode.disk ? DISK_DEVICE : MEMORY_DEVICE;
  const fields = [dev, inode.mode, inode.nlink, inode.uid, inode.gid, rdev, BLOCK_SIZE];
  fields.push(inode.ino, sizeOf(inode), blocksOf(inode));
  for (const time of [inode.atime, inode.mtime, inode.ctime, inode.birthtime]) {
    const nsec = ((time % NS_PER_SECOND) + NS_PER_SECOND) % NS_PER_SECOND;
    fields.push(Number((time - nsec) / NS_PER_SECOND), Number(nsec));
  }
  return fields;
}

/** The uv_dirent_type_t of an entry. */
export function direntType(inode: Inode): number {
  switch (inode.mode & S_IFMT) {
    case S_IFDIR:
      return UV_DIRENT_DIR;
    case S_IFLNK:
      return UV_DIRENT_LINK;
    case S_IFCHR:
      return UV_DIRENT_CHAR;
    case S_IFIFO:
      return UV_DIRENT_FIFO;
    case S_IFSOCK:
      return UV_DIRENT_SOCKET;
    case S_IFREG:
    default:
      return UV_DIRENT_FILE;
  }
}
