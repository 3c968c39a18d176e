/** What has changed in memory and is not on the disk yet: the page cache's dirty part. */
import type { Directory, Inode, RegularFile } from '../inode.ts';
import { ByteRanges } from './byte-ranges.ts';
import type { DiskChange } from './log.ts';

/** Of a file: what it kept of its contents on the disk, and what has been written since. */
interface DirtyContents {
  kept: number;
  ranges: ByteRanges;
}

export class Dirty {
  readonly inodes = new Set<Inode>();
  readonly names = new Map<Directory, Set<string>>();
  readonly contents = new Map<RegularFile, DirtyContents>();

  name(directory: Directory, name: string): void {
    const names = this.names.get(directory) ?? new Set();
    this.names.set(directory, names.add(name));
  }

  wrote(file: RegularFile, start: number, end: number): void {
    this.#contentsOf(file).ranges.add(start, end);
  }

  resized(file: RegularFile, size: number): void {
    const contents = this.#contentsOf(file);
    contents.kept = Math.min(contents.kept, size);
    contents.ranges.cut(size);
  }

  #contentsOf(file: RegularFile): DirtyContents {
    const contents = this.contents.get(file) ?? { kept: file.size, ranges: new ByteRanges() };
    this.contents.set(file, contents);
    return contents;
  }

  /** Takes out all that one commit writes: every inode and name, and the contents of `files`. */
  take(files: Iterable<RegularFile>): Dirty {
    const taken = new Dirty();
    for (const inode of this.inodes) taken.inodes.add(inode);
    for (const [directory, names] of this.names) taken.names.set(directory, names);
    for (const file of files) {
      const contents = this.contents.get(file);
      if (!contents) continue;
      taken.contents.set(file, contents);
      taken.inodes.add(file);
      this.contents.delete(file);
    }
    this.inodes.clear();
    this.names.clear();
    return taken;
  }

  /** What was taken did not reach the disk. */
  putBack(taken: Dirty): void {
    for (const inode of taken.inodes) this.inodes.add(inode);
    for (const [directory, names] of taken.names) {
      for (const name of names) this.name(directory, name);
    }
    for (const [file, { kept, ranges }] of taken.contents) {
      const contents = this.#contentsOf(file);
      contents.kept = Math.min(kept, contents.kept);
      for (const range of ranges) contents.ranges.add(...range);
      contents.ranges.cut(file.size);
    }
  }

  /** As changes of a commit, with their data; each inode as it is now. */
  changes(idOf: (inode: Inode) => number): { changes: DiskChange[]; data: Uint8Array } {
    const changes: DiskChange[] = [...this.inodes].flatMap((inode) => inodeChange(inode, idOf));
    for (const [directory, names] of this.names) {
      for (const name of names) {
        const inode = directory.entries.get(name);
        // A socket's name means nothing once its process is gone.
        const id = inode && inode.kind !== 'socket' ? idOf(inode) : 0;
        changes.push({ type: 'name', directory: idOf(directory), name, id });
      }
    }
    const sizes = [...this.contents.values()].map(({ ranges }) => ranges.bytes);
    const data = new Uint8Array(sizes.reduce((sum, size) => sum + size, 0));
    let to = 0;
    for (const [file, { kept, ranges }] of this.contents) {
      const parts: [number, number][] = [];
      for (const [start, end] of ranges) {
        data.set(file.bytes.subarray(start, end), to);
        parts.push([start, end - start]);
        to += end - start;
      }
      changes.push({ type: 'contents', id: idOf(file), kept, size: file.size, parts });
    }
    return { changes, data };
  }
}

function inodeChange(inode: Inode, idOf: (inode: Inode) => number): DiskChange[] {
  const { kind, mode, uid, gid, mtime, ctime, birthtime } = inode;
  if (kind === 'device' || kind === 'socket') return [];
  const times = [String(mtime), String(ctime), String(birthtime)] as [string, string, string];
  const target = kind === 'symlink' ? { target: inode.target } : {};
  return [{ type: 'inode', id: idOf(inode), kind, mode, uid, gid, times, ...target }];
}
