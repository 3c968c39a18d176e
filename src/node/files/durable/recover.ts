/** Makes a tree of what a log says. */
import { PERMISSION_BITS, S_IFMT } from '../constants.ts';
import type { FileSystem } from '../file-system.ts';
import type { Directory, Inode } from '../inode.ts';
import type { Commit, DiskChange } from './log.ts';

export const ROOT_ID = 1;

/** Fills `root`, which is empty, and gives its inodes by the disk's ids. */
export function recover(fs: FileSystem, root: Directory, commits: Commit[]): Map<number, Inode> {
  const inodes = new Map<number, Inode>([[ROOT_ID, root]]);
  for (const { changes, data } of commits) {
    let from = 0;
    for (const change of changes) {
      if (change.type === 'inode') setInode(fs, inodes, change);
      else if (change.type === 'name') setName(inodes, change);
      else from += setContents(fs, inodes, change, data.subarray(from));
    }
  }
  const found = new Set<Inode>();
  connect(root, found);
  for (const [id, inode] of inodes) {
    if (found.has(inode)) continue;
    // It was removed, or its name never reached the disk.
    inodes.delete(id);
    if (inode.kind === 'file') fs.resize(inode, 0);
  }
  return inodes;
}

type ChangeOf<T extends DiskChange['type']> = Extract<DiskChange, { type: T }>;

function setInode(fs: FileSystem, inodes: Map<number, Inode>, change: ChangeOf<'inode'>): void {
  const { id, kind, uid, gid, target = '' } = change;
  const permissions = change.mode & PERMISSION_BITS;
  const make = {
    file: () => fs.createFile(permissions),
    directory: () => fs.createDirectory(permissions),
    symlink: () => fs.createSymbolicLink(target),
  };
  const inode = inodes.get(id) ?? make[kind]();
  inodes.set(id, inode);
  const [mtime, ctime, birthtime] = change.times.map(BigInt);
  const mode = (inode.mode & S_IFMT) | permissions;
  Object.assign(inode, { mode, uid, gid, atime: mtime, mtime, ctime, birthtime });
}

function setName(inodes: Map<number, Inode>, { directory, name, id }: ChangeOf<'name'>): void {
  const parent = inodes.get(directory);
  const inode = inodes.get(id);
  if (parent?.kind !== 'directory') return;
  if (inode) parent.entries.set(name, inode);
  else parent.entries.delete(name);
}

/** Gives how many bytes of the data it took. */
function setContents(
  fs: FileSystem,
  inodes: Map<number, Inode>,
  { id, kept, size, parts }: ChangeOf<'contents'>,
  data: Uint8Array,
): number {
  const file = inodes.get(id);
  let from = 0;
  if (file?.kind === 'file') fs.resize(file, Math.min(kept, file.size));
  if (file?.kind === 'file') fs.resize(file, size);
  for (const [at, length] of parts) {
    if (file?.kind === 'file') file.bytes.set(data.subarray(from, from + length), at);
    from += length;
  }
  return from;
}

/** Counts links and sets parents, from the root down. */
function connect(directory: Directory, found: Set<Inode>): void {
  found.add(directory);
  directory.nlink = 2;
  for (const [name, inode] of directory.entries) {
    const isNew = !found.has(inode);
    found.add(inode);
    if (inode.kind !== 'directory') {
      inode.nlink = isNew ? 1 : inode.nlink + 1;
    } else if (isNew) {
      inode.parent = directory;
      directory.nlink++;
      connect(inode, found);
    } else {
      // A directory has one name: an image in which it has two was not written here.
      directory.entries.delete(name);
    }
  }
}
