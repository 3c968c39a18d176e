/** Operations on names: directories, links, renames. Rules and errors follow Linux's namei.c. */
import {
  COPYFILE_EXCL,
  COPYFILE_FICLONE_FORCE,
  PERMISSION_BITS,
  W_OK,
  X_OK,
} from '../constants.ts';
import { O_CREAT, O_EXCL, O_RDONLY, O_WRONLY, R_OK } from '../constants.ts';
import { removeEntry, setEntry } from '../entries.ts';
import type { FileSystem } from '../file-system.ts';
import type { ProcessFiles } from '../process-files.ts';
import { direntType, type Directory, type Inode } from '../inode.ts';
import { UvError } from '../uv-error.ts';
import { find, isMountPoint, isName, walk, type Entry } from '../walk.ts';
import { close, open } from './descriptors.ts';

/** Gives what has been made its first entry. */
function create(fs: FileSystem, { parent, name }: Entry, inode: Inode): void {
  setEntry(fs, parent, name, inode);
  fs.events.entry(parent, 'create', name, inode);
}

/** The entry at which something new may be made: missing, in a directory that may be written. */
function vacancy(
  fs: FileSystem,
  process: ProcessFiles,
  path: string,
  makesDirectory = false,
): Entry {
  const entry = walk(fs, process, path, 'nofollow');
  if (entry.inode) throw new UvError('EEXIST');
  if (entry.trailingSlash && !makesDirectory) throw new UvError('ENOENT');
  if (entry.parent.nlink === 0) throw new UvError('ENOENT');
  fs.demand(entry.parent, W_OK | X_OK);
  return entry;
}

export function mkdir(fs: FileSystem, process: ProcessFiles, path: string, mode: number): void {
  const vacant = vacancy(fs, process, path, true);
  create(fs, vacant, fs.createDirectory(mode & 0o1777 & ~process.umask, vacant.parent));
}

/** bind(2) of a local socket: its inode number. */
export function bindSocket(fs: FileSystem, process: ProcessFiles, path: string): number {
  const vacant = vacancy(fs, process, path);
  const socket = fs.createSocket(0o777 & ~process.umask);
  create(fs, vacant, socket);
  return socket.ino;
}

/** connect(2) to a local socket: its inode number, or that of another file. */
export function findSocket(fs: FileSystem, process: ProcessFiles, path: string): number {
  const inode = find(fs, process, path, 'follow');
  fs.demand(inode, W_OK);
  return inode.ino;
}

export function rmdir(fs: FileSystem, process: ProcessFiles, path: string): void {
  const entry = walk(fs, process, path, 'nofollow');
  if (entry.name === '..') throw new UvError('ENOTEMPTY');
  if (entry.name === '.') throw new UvError('EINVAL');
  if (entry.name === '' || isMountPoint(entry.inode)) throw new UvError('EBUSY');
  if (!entry.inode) throw new UvError('ENOENT');
  fs.demand(entry.parent, W_OK | X_OK);
  if (entry.inode.kind !== 'directory') throw new UvError('ENOTDIR');
  if (entry.inode.entries.size > 0) throw new UvError('ENOTEMPTY');
  removeEntry(fs, entry, entry.inode);
  entry.inode.nlink = 0;
  entry.parent.nlink--;
  fs.events.gone(entry.inode);
  fs.events.entry(entry.parent, 'delete', entry.name, entry.inode);
}

export function unlink(fs: FileSystem, process: ProcessFiles, path: string): void {
  const entry = walk(fs, process, path, 'nofollow');
  if (!isName(entry)) throw new UvError('EISDIR');
  if (!entry.inode) throw new UvError('ENOENT');
  const isDirectory = entry.inode.kind === 'directory';
  if (entry.trailingSlash) throw new UvError(isDirectory ? 'EISDIR' : 'ENOTDIR');
  fs.demand(entry.parent, W_OK | X_OK);
  if (isDirectory) throw new UvError('EISDIR');
  removeEntry(fs, entry, entry.inode);
  fs.events.self(entry.inode, 'attrib');
  fs.release(entry.inode, 'name');
  fs.events.entry(entry.parent, 'delete', entry.name, entry.inode);
}

export function rename(fs: FileSystem, process: ProcessFiles, path: string, to: string): void {
  const from = walk(fs, process, path, 'nofollow');
  const target = walk(fs, process, to, 'nofollow');
  if (from.parent.disk !== target.parent.disk) throw new UvError('EXDEV');
  if (!isName(from) || !isName(target)) throw new UvError('EBUSY');
  if (isMountPoint(from.inode) || isMountPoint(target.inode)) throw new UvError('EBUSY');
  const moved = from.inode;
  if (!moved) throw new UvError('ENOENT');
  const victim = target.inode;
  const isDirectory = moved.kind === 'directory';
  if (!isDirectory && (from.trailingSlash || target.trailingSlash)) throw new UvError('ENOTDIR');
  if (isDirectory && isWithin(target.parent, moved)) throw new UvError('EINVAL');
  if (victim?.kind === 'directory' && isWithin(from.parent, victim)) throw new UvError('ENOTEMPTY');
  if (moved === victim) return;
  fs.demand(from.parent, W_OK | X_OK);
  fs.demand(target.parent, W_OK | X_OK);
  if (victim) {
    if (isDirectory && victim.kind !== 'directory') throw new UvError('ENOTDIR');
    if (!isDirectory && victim.kind === 'directory') throw new UvError('EISDIR');
  }
  if (isDirectory && from.parent !== target.parent) fs.demand(moved, W_OK);
  if (victim?.kind === 'directory' && victim.entries.size > 0) throw new UvError('ENOTEMPTY');

  removeEntry(fs, from, moved);
  if (isDirectory) {
    from.parent.nlink--;
    target.parent.nlink++;
    moved.parent = target.parent;
  }
  setEntry(fs, target.parent, target.name, moved);
  fs.events.entry(from.parent, 'moved-from', from.name, moved);
  fs.events.entry(target.parent, 'moved-to', target.name, moved);
  if (victim) fs.events.self(victim, 'attrib');
  fs.events.self(moved, 'move-self');
  if (victim?.kind === 'directory') {
    target.parent.nlink--;
    victim.nlink = 0;
    fs.events.gone(victim);
  } else if (victim) {
    victim.ctime = fs.now();
    fs.release(victim, 'name');
  }
}

function isWithin(directory: Directory, ancestor: Directory): boolean {
  for (let at = directory; ; at = at.parent) {
    if (at === ancestor) return true;
    if (at.parent === at) return false;
  }
}

export function link(fs: FileSystem, process: ProcessFiles, path: string, to: string): void {
  const inode = find(fs, process, path, 'nofollow');
  const vacant = vacancy(fs, process, to);
  if (inode.disk !== vacant.parent.disk) throw new UvError('EXDEV');
  if (inode.kind === 'directory') throw new UvError('EPERM');
  inode.nlink++;
  inode.ctime = fs.now();
  fs.events.self(inode, 'attrib');
  create(fs, vacant, inode);
}

export function symlink(fs: FileSystem, process: ProcessFiles, target: string, path: string): void {
  if (target === '') throw new UvError('ENOENT');
  create(fs, vacancy(fs, process, path), fs.createSymbolicLink(target));
}

export function readlink(fs: FileSystem, process: ProcessFiles, path: string): string {
  const inode = find(fs, process, path, 'nofollow');
  if (inode.kind !== 'symlink') throw new UvError('EINVAL');
  return inode.target;
}

/** The absolute path without links, `.` and `..`, of something that exists. */
export function realpath(fs: FileSystem, process: ProcessFiles, path: string): string {
  const entry = walk(fs, process, path, 'follow');
  if (!entry.inode) throw new UvError('ENOENT');
  const inode = entry.inode;
  if (inode.kind === 'directory') return pathOf(inode);
  if (entry.trailingSlash) throw new UvError('ENOTDIR');
  return `${pathOf(entry.parent).replace(/\/$/, '')}/${entry.name}`;
}

function pathOf(directory: Directory): string {
  const names: string[] = [];
  for (let at = directory; at.parent !== at; at = at.parent) {
    for (const [name, inode] of at.parent.entries) if (inode === at) names.unshift(name);
  }
  return `/${names.join('/')}`;
}

/** Names and uv_dirent_type_t's of a directory, in the order of the names' bytes. */
export function readdir(
  fs: FileSystem,
  process: ProcessFiles,
  path: string,
): { names: string[]; types: number[] } {
  const directory = find(fs, process, path);
  if (directory.kind !== 'directory') throw new UvError('ENOTDIR');
  fs.demand(directory, R_OK);
  directory.atime = fs.now();
  const entries = [...directory.entries].sort(([a], [b]) => byCodePoint(a, b));
  return {
    names: entries.map(([name]) => name),
    types: entries.map(([, inode]) => direntType(inode)),
  };
}

/** The order of UTF-8's bytes, which is that of code points and not of UTF-16's units. */
function byCodePoint(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  // A low surrogate that differs belongs to the pair that began one unit before.
  const unit = a.charCodeAt(at);
  if (at > 0 && unit >= 0xdc00 && unit <= 0xdfff) at--;
  return (a.codePointAt(at) ?? -1) - (b.codePointAt(at) ?? -1);
}

/** Makes a directory of a random name: `template` ends in XXXXXX. */
export function mkdtemp(fs: FileSystem, process: ProcessFiles, template: string): string {
  const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
  for (;;) {
    const random = crypto.getRandomValues(new Uint32Array(6));
    const suffix = Array.from(random, (value) => letters[value % letters.length]).join('');
    const path = template.slice(0, -6) + suffix;
    try {
      mkdir(fs, process, path, 0o700);
      return path;
    } catch (error) {
      if (!(error instanceof UvError)) throw error;
      if (error.code === 'EEXIST') continue;
      error.path = path; // as glibc, which fills the name in before it tries
      throw error;
    }
  }
}

/** uv_fs_copyfile: contents and mode. A file copied onto itself stays as it is. */
export function copyFile(
  fs: FileSystem,
  process: ProcessFiles,
  path: string,
  to: string,
  flags: number,
): void {
  if (flags & COPYFILE_FICLONE_FORCE) throw new UvError('ENOTSUP');
  const descriptors: number[] = [];
  const opened = (name: string, openFlags: number, mode: number): Inode => {
    const fd = open(fs, process, name, openFlags, mode);
    descriptors.push(fd);
    return process.descriptors.get(fd)!.inode;
  };
  try {
    const source = opened(path, O_RDONLY, 0);
    const excl = flags & COPYFILE_EXCL ? O_EXCL : 0;
    const { atime, mtime } = source;
    const mode = source.mode & PERMISSION_BITS;
    const target = opened(to, O_WRONLY | O_CREAT | excl, mode);
    if (source === target) return;
    if (target.kind !== 'file') return;
    target.mode = (target.mode & ~PERMISSION_BITS) | mode;
    target.disk?.changed(target);
    fs.resize(target, 0);
    fs.events.changed(target, 'modify');
    fs.events.changed(target, 'attrib');
    // The source's times, until the first byte is written.
    target.atime = atime;
    target.mtime = mtime;
    target.ctime = fs.now();
    if (source.kind === 'directory') {
      // A failed copy takes the target with it, even one that was there before.
      unlink(fs, process, to);
      throw new UvError('EISDIR');
    }
    if (source.kind !== 'file' || source.size === 0) return;
    target.mtime = target.ctime;
    fs.resize(target, source.size);
    target.bytes.set(source.bytes.subarray(0, source.size));
    target.disk?.wrote(target, 0, source.size);
    fs.events.changed(target, 'modify');
  } finally {
    for (const fd of descriptors) close(fs, process, fd);
  }
}
