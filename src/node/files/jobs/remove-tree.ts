import { S_IFDIR, S_IFMT } from '../constants.ts';
import type { FileOperations } from '../operations/index.ts';
import { during } from './during.ts';

/** rm, and rm -r. Throws `UvError`: EISDIR for a directory unless `recursive`. */
export function removeTree(files: FileOperations, path: string, recursive: boolean): void {
  const isDirectory = (during('lstat', () => files.lstat(path), path)[1]! & S_IFMT) === S_IFDIR;
  if (!isDirectory || !recursive) {
    during('unlink', () => files.unlink(path), path);
    return;
  }
  const { names } = during('scandir', () => files.readdir(path), path);
  for (const name of names) removeTree(files, `${path}/${name}`, true);
  during('rmdir', () => files.rmdir(path), path);
}
