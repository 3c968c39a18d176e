import { S_IFDIR, S_IFMT } from '../constants.ts';
import type { FileOperations } from '../operations/index.ts';
import { UvError } from '../uv-error.ts';

/** rm, and rm -r. Throws `UvError` with the path at which it failed. */
export function removeTree(files: FileOperations, path: string, recursive: boolean): void {
  const isDirectory = (files.lstat(path)[1]! & S_IFMT) === S_IFDIR;
  if (!isDirectory || !recursive) {
    files.unlink(path);
    return;
  }
  for (const name of files.readdir(path).names) removeTree(files, `${path}/${name}`, true);
  try {
    files.rmdir(path);
  } catch (error) {
    if (error instanceof UvError) error.path ??= path;
    throw error;
  }
}
