/** The functions of the fs binding that go through whole trees: rm, cp, recursive readdir. */
import type { Thread } from '../thread/thread.ts';
import type { FileCall, FileCalls, PathArgument } from './calls.ts';
import type { TreeListing } from './jobs/list-tree.ts';

export function treeFunctions(thread: Thread, calls: FileCalls) {
  const at = (path: PathArgument) => calls.absolute(path);

  return {
    readdirRecursive(
      path: PathArgument,
      encoding: string | undefined,
      withTypes: boolean,
      request?: object,
    ): unknown {
      const encode = (name: string) => calls.encode(name, encoding);
      const result = (listing: TreeListing) => {
        if (!withTypes) return relativePaths(listing).map(encode);
        const { names, types, counts, directories } = listing;
        const folders = directories.map(encode);
        return [names.map(encode), Uint8Array.from(types), Uint32Array.from(counts), folders];
      };
      const args = [at(path)];
      const failures = { path, failuresHavePaths: true };
      return calls.run({ job: 'listTree', args, syscall: 'scandir', ...failures, result }, request);
    },

    rmSync(path: PathArgument, _maxRetries: number, recursive: boolean): void {
      if (thread.files.kind(at(path)) === 1 && !recursive) {
        const error = new Error(`Path is a directory: ${calls.text(path)}`);
        throw Object.assign(error, { code: 'ERR_FS_EISDIR' });
      }
      calls.runSync({
        job: 'removeTree',
        args: [at(path), recursive],
        syscall: 'rm',
        path,
        style: 'std',
        absent: { value: undefined, errors: ['ENOENT', 'ENOTDIR'] },
      });
    },

    cpSyncCheckPaths(
      path: PathArgument,
      dest: PathArgument,
      dereference: boolean,
      recursive: boolean,
    ): void {
      const paths = {
        source: at(path),
        target: at(dest),
        sourceAsGiven: calls.text(path),
        targetAsGiven: calls.text(dest),
      };
      const args = [paths, dereference, recursive];
      calls.runSync({ job: 'checkCopyPaths', args, syscall: 'cp', path });
    },

    cpSyncOverrideFile(
      path: PathArgument,
      dest: PathArgument,
      _mode: number,
      preserveTimestamps: boolean,
    ): void {
      const args = [at(path), at(dest), preserveTimestamps];
      calls.runSync({ job: 'overrideFile', args, syscall: 'cp', path: dest });
    },

    cpSyncCopyDir(...args: [PathArgument, PathArgument, ...boolean[]]): void {
      calls.runSync(copyTreeCall(calls, args, 'any'));
    },
  };
}

/** The call for a copy of a whole directory, from the arguments of cpSyncCopyDir and CpDirJob. */
export function copyTreeCall(
  calls: FileCalls,
  [source, target, force, dereference, errorOnExist, verbatimSymlinks, preserveTimestamps]: [
    PathArgument,
    PathArgument,
    ...boolean[],
  ],
  targetIs: 'new' | 'any',
): FileCall {
  const options = { force, dereference, errorOnExist, verbatimSymlinks, preserveTimestamps };
  return {
    job: 'copyTree',
    args: [calls.absolute(source), calls.absolute(target), options, targetIs],
    syscall: 'cp',
    path: source,
    failuresHavePaths: true,
  };
}

/** Every name with the directory that it is in, relative to the root. */
function relativePaths({ names, counts, directories }: TreeListing): string[] {
  const folderOf = counts.flatMap((count, index) => Array<string>(count).fill(directories[index]!));
  return names.map((name, index) => (folderOf[index] ? `${folderOf[index]}/${name}` : name));
}
