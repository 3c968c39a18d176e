import { UV_DIRENT_DIR, UV_DIRENT_LINK } from '../constants.ts';
import type { FileOperations } from '../operations/index.ts';
import { during } from './during.ts';

/** A directory's entries and those of all directories below, one directory after the other. */
export interface TreeListing {
  names: string[];
  /** uv_dirent_type_t of each name. */
  types: number[];
  /** How many of the names each directory has. */
  counts: number[];
  /** The directories, relative to the root ('' for itself), breadth first. */
  directories: string[];
}

/** readdir -R as Node does it: symbolic links to directories are entered, too. */
export function listTree(files: FileOperations, root: string): TreeListing {
  const listing: TreeListing = { names: [], types: [], counts: [], directories: [''] };
  for (const directory of listing.directories) {
    const path = directory === '' ? root : `${root}/${directory}`;
    const { names, types } = during('scandir', () => files.readdir(path), path);
    listing.counts.push(names.length);
    for (const [index, name] of names.entries()) {
      const type = types[index]!;
      const relative = directory === '' ? name : `${directory}/${name}`;
      listing.names.push(name);
      listing.types.push(type);
      const isDirectory =
        type === UV_DIRENT_DIR ||
        (type === UV_DIRENT_LINK && files.kind(`${root}/${relative}`) === 1);
      if (isDirectory) listing.directories.push(relative);
    }
  }
  return listing;
}
