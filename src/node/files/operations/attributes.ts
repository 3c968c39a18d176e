/** Operations on what is known of an inode: stat, mode, owner, times. */
import { PERMISSION_BITS, S_IFMT, W_OK } from '../constants.ts';
import type { FileSystem } from '../file-system.ts';
import { described, type ProcessFiles } from '../process-files.ts';
import { BLOCK_SIZE, statOf, type Inode, type StatFields } from '../inode.ts';
import { UvError } from '../uv-error.ts';
import { find, type FollowLast } from '../walk.ts';

export function stat(fs: FileSystem, process: ProcessFiles, path: string): StatFields {
  return statOf(find(fs, process, path));
}

export function lstat(fs: FileSystem, process: ProcessFiles, path: string): StatFields {
  return statOf(find(fs, process, path, 'nofollow'));
}

export function fstat(_fs: FileSystem, process: ProcessFiles, fd: number): StatFields {
  return statOf(described(process, fd).inode);
}

/** node's internalModuleStat: 0 a file, 1 a directory, negative: not there. */
export function kind(fs: FileSystem, process: ProcessFiles, path: string): number {
  try {
    return find(fs, process, path).kind === 'directory' ? 1 : 0;
  } catch (error) {
    if (error instanceof UvError) return error.errno;
    throw error;
  }
}

/** 'OPFS' */
const DISK_MAGIC = 0x4f504653;

/** type, bsize, frsize, blocks, bfree, bavail, files, ffree. */
export function statfs(fs: FileSystem, process: ProcessFiles, path: string): number[] {
  const { disk } = find(fs, process, path);
  const TMPFS_MAGIC = 0x01021994;
  const { capacity, used } = disk ?? { capacity: fs.options.capacity, used: fs.used };
  const blocks = Math.floor(capacity / BLOCK_SIZE);
  const free = Math.floor((capacity - used) / BLOCK_SIZE);
  return [disk ? DISK_MAGIC : TMPFS_MAGIC, BLOCK_SIZE, BLOCK_SIZE, blocks, free, free, 0, 0];
}

/** access(2): throws unless the user may do all of `mode` (R_OK | W_OK | X_OK; 0: it exists). */
export function access(fs: FileSystem, process: ProcessFiles, path: string, mode: number): void {
  if (mode & ~7) throw new UvError('EINVAL');
  fs.demand(find(fs, process, path), mode);
}

function changeMode(fs: FileSystem, inode: Inode, mode: number): void {
  if (!fs.isOwner(inode)) throw new UvError('EPERM');
  inode.mode = (inode.mode & S_IFMT) | (mode & PERMISSION_BITS);
  inode.ctime = fs.now();
  inode.disk?.changed(inode);
  fs.events.changed(inode, 'attrib');
}

export function chmod(fs: FileSystem, process: ProcessFiles, path: string, mode: number): void {
  changeMode(fs, find(fs, process, path), mode);
}

export function fchmod(fs: FileSystem, process: ProcessFiles, fd: number, mode: number): void {
  changeMode(fs, described(process, fd).inode, mode);
}

/** −1 (or 2³² − 1) leaves an id as it is. */
function changeOwner(fs: FileSystem, inode: Inode, uid: number, gid: number): void {
  const keeps = (id: number) => id === -1 || id === 0xffffffff;
  const newUid = keeps(uid) ? inode.uid : uid;
  const newGid = keeps(gid) ? inode.gid : gid;
  if (fs.options.uid !== 0) {
    const own = inode.uid === fs.options.uid;
    const mayUid = keeps(uid) || (own && uid === inode.uid);
    const mayGid = keeps(gid) || (own && (gid === inode.gid || gid === fs.options.gid));
    if (!mayUid || !mayGid) throw new UvError('EPERM');
  }
  inode.uid = newUid;
  inode.gid = newGid;
  inode.ctime = fs.now();
  inode.disk?.changed(inode);
  fs.events.changed(inode, 'attrib');
}

export function chown(
  fs: FileSystem,
  process: ProcessFiles,
  path: string,
  uid: number,
  gid: number,
): void {
  changeOwner(fs, find(fs, process, path), uid, gid);
}

export function lchown(
  fs: FileSystem,
  process: ProcessFiles,
  path: string,
  uid: number,
  gid: number,
): void {
  changeOwner(fs, find(fs, process, path, 'nofollow'), uid, gid);
}

export function fchown(
  fs: FileSystem,
  process: ProcessFiles,
  fd: number,
  uid: number,
  gid: number,
): void {
  changeOwner(fs, described(process, fd).inode, uid, gid);
}

/** A time of utimes: seconds; `null` leaves it, 'now' is now (JSON knows no NaN and Infinity). */
export type UtimesTime = number | null | 'now';

function changeTimes(fs: FileSystem, inode: Inode, atime: UtimesTime, mtime: UtimesTime): void {
  const touches = atime === 'now' && mtime === 'now' && fs.permits(inode, W_OK);
  if (!fs.isOwner(inode) && !touches) throw new UvError('EPERM');
  const now = fs.now();
  inode.atime = toNanoseconds(atime, now) ?? inode.atime;
  inode.mtime = toNanoseconds(mtime, now) ?? inode.mtime;
  inode.ctime = now;
  inode.disk?.changed(inode);
  fs.events.changed(inode, 'attrib');
}

function toNanoseconds(seconds: UtimesTime, now: bigint): bigint | undefined {
  if (seconds === null) return undefined;
  if (seconds === 'now') return now;
  const whole = Math.trunc(seconds);
  return BigInt(whole) * 1_000_000_000n + BigInt(Math.trunc((seconds - whole) * 1e9));
}

function utimesOf(last: FollowLast) {
  return (
    fs: FileSystem,
    process: ProcessFiles,
    path: string,
    atime: UtimesTime,
    mtime: UtimesTime,
  ): void => changeTimes(fs, find(fs, process, path, last), atime, mtime);
}

export const utimes = utimesOf('follow');
export const lutimes = utimesOf('nofollow');

export function futimes(
  fs: FileSystem,
  process: ProcessFiles,
  fd: number,
  atime: UtimesTime,
  mtime: UtimesTime,
): void {
  changeTimes(fs, described(process, fd).inode, atime, mtime);
}

/** Sets the process's umask, unless `mask` is null; gives the old one. */
export function umask(_fs: FileSystem, process: ProcessFiles, mask: number | null): number {
  const old = process.umask;
  if (mask !== null) process.umask = mask & 0o777;
  return old;
}
