/** Path lookup: from an absolute path to a directory entry, as Linux's namei does it. */
import { NAME_MAX, PATH_MAX, SYMLINK_MAX, X_OK } from './constants.ts';
import type { FileSystem } from './file-system.ts';
import type { ProcessFiles } from './process-files.ts';
import { utf8Length, type Directory, type Inode } from './inode.ts';
import { UvError } from './uv-error.ts';

export interface Entry {
  /** The directory that holds (or would hold) the entry. */
  parent: Directory;
  /** Its last component: a name, `.`, `..`, or '' for the root. */
  name: string;
  inode: Inode | undefined;
  /** The path ended in a slash: it can only mean a directory. */
  trailingSlash: boolean;
}

/** What to do with a symbolic link at the end; 'create': follow it, but only to a plain name. */
export type FollowLast = 'follow' | 'nofollow' | 'create';

/** Whether the last component is a name, which can be made, removed and renamed. */
export function isName(entry: Entry): boolean {
  return entry.name !== '' && entry.name !== '.' && entry.name !== '..';
}

/**
 * Finds the entry a path names. The last component may be missing (`inode` undefined); everything
 * before it must be there. With 'follow' a symbolic link at the end is replaced by its target's
 * entry, existing or not.
 */
export function walk(fs: FileSystem, process: ProcessFiles, path: string, last: FollowLast): Entry {
  if (path === '') throw new UvError('ENOENT');
  if (path.length * 3 >= PATH_MAX && utf8Length(path) >= PATH_MAX)
    throw new UvError('ENAMETOOLONG');
  let links = 0;

  const from = (start: Directory, route: string, lastOfRoute: FollowLast): Entry => {
    let directory = route.startsWith('/') ? fs.root : start;
    const trailingSlash = route.endsWith('/');
    const names = route.split('/').filter((name) => name !== '');
    let entry: Entry = { parent: directory, name: '', inode: directory, trailingSlash };
    for (const [index, name] of names.entries()) {
      const isLast = index === names.length - 1;
      entry = { ...lookup(fs, directory, name), trailingSlash: isLast && trailingSlash };
      if (isLast && lastOfRoute === 'create' && (trailingSlash || !isName(entry))) {
        throw new UvError('EISDIR');
      }
      if (entry.inode?.kind === 'symlink' && (!isLast || lastOfRoute !== 'nofollow')) {
        if (++links > SYMLINK_MAX) throw new UvError('ELOOP');
        const { target, descriptor } = entry.inode;
        if (descriptor !== undefined) {
          const open = process.descriptors.get(descriptor);
          if (!open) throw new UvError('ENOENT');
          entry = { ...entry, inode: open.inode };
        } else {
          const slash = entry.trailingSlash;
          entry = from(directory, target, isLast ? lastOfRoute : 'follow');
          entry.trailingSlash ||= slash;
        }
      }
      if (isMountPoint(entry.inode)) entry.inode!.disk!.demand();
      if (isLast) break;
      if (!entry.inode) throw new UvError('ENOENT');
      if (entry.inode.kind !== 'directory') throw new UvError('ENOTDIR');
      directory = entry.inode;
    }
    return entry;
  };
  return from(fs.root, path, last);
}

/** The root of a disk: it is where another file system begins. */
export function isMountPoint(inode: Inode | undefined): boolean {
  return inode?.disk !== undefined && inode.disk.root === inode;
}

function lookup(fs: FileSystem, directory: Directory, name: string): Omit<Entry, 'trailingSlash'> {
  fs.demand(directory, X_OK);
  if (name === '.') return { parent: directory, name, inode: directory };
  if (name === '..') return { parent: directory, name, inode: directory.parent };
  if (name.length * 3 > NAME_MAX && utf8Length(name) > NAME_MAX) throw new UvError('ENAMETOOLONG');
  return { parent: directory, name, inode: directory.entries.get(name) };
}

/** The inode that a path names, which must be there. */
export function find(
  fs: FileSystem,
  process: ProcessFiles,
  path: string,
  last: FollowLast = 'follow',
): Inode {
  const entry = walk(fs, process, path, last);
  if (!entry.inode) throw new UvError('ENOENT');
  if (!entry.trailingSlash || entry.inode.kind === 'directory') return entry.inode;
  // `link/` means what the link leads to.
  if (entry.inode.kind !== 'symlink') throw new UvError('ENOTDIR');
  return find(fs, process, path, 'follow');
}
