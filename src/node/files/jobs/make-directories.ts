import { S_IFDIR, S_IFMT } from '../constants.ts';
import type { FileOperations } from '../operations/index.ts';
import { UvError } from '../uv-error.ts';

/**
 * mkdir -p, as Node's MKDirpSync does it. Gives the first directory that it made, if any.
 * Throws ENOTDIR or EEXIST where something else is in the way.
 */
export function makeDirectories(
  files: FileOperations,
  path: string,
  mode = 0o777,
): string | undefined {
  let first: string | undefined;
  const missing = [path];
  while (missing.length > 0) {
    const next = missing.pop()!;
    try {
      files.mkdir(next, mode);
      first ??= next;
    } catch (error) {
      if (!(error instanceof UvError)) throw error;
      if (['EACCES', 'ENOSPC', 'ENOTDIR', 'EPERM', 'ENAMETOOLONG'].includes(error.code))
        throw error;
      const parent = next.slice(0, Math.max(0, next.lastIndexOf('/')));
      if (error.code === 'ENOENT' && parent !== next && parent !== '') {
        missing.push(next, parent);
        continue;
      }
      const isDirectory = (files.stat(next)[1]! & S_IFMT) === S_IFDIR;
      if (!isDirectory) throw new UvError(missing.length > 0 ? 'ENOTDIR' : 'EEXIST');
    }
  }
  return first;
}
