/** Writing to a directory. */
import type { FileSystem } from './file-system.ts';
import type { Directory, Inode } from './inode.ts';

/** `inode` is a directory's entry from now on. */
export function setEntry(fs: FileSystem, parent: Directory, name: string, inode: Inode): void {
  parent.entries.set(name, inode);
  parent.mtime = parent.ctime = fs.now();
  parent.disk?.named(parent, name, inode);
}

export function removeEntry(
  fs: FileSystem,
  { parent, name }: { parent: Directory; name: string },
  inode: Inode,
): void {
  parent.entries.delete(name);
  parent.mtime = parent.ctime = inode.ctime = fs.now();
  parent.disk?.named(parent, name);
}
