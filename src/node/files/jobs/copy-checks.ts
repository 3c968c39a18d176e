/** What cpSync asks of its paths before it copies (CpSyncCheckPaths in node_file.cc). */
import { S_IFDIR, S_IFLNK, S_IFMT, S_IFSOCK } from '../constants.ts';
import type { FileOperations } from '../operations/index.ts';
import { CodedError, UvError } from '../uv-error.ts';
import { during } from './during.ts';
import { makeDirectories } from './make-directories.ts';

export interface CopyPaths {
  /** Absolute, and as the program wrote them: errors name the latter. */
  source: string;
  target: string;
  sourceAsGiven: string;
  targetAsGiven: string;
}

/** Throws `CodedError` where a copy makes no sense; makes the target's parent directories. */
export function checkCopyPaths(
  files: FileOperations,
  paths: CopyPaths,
  dereference: boolean,
  recursive: boolean,
): void {
  const { source, target, sourceAsGiven, targetAsGiven } = paths;
  const syscall = dereference ? 'stat' : 'lstat';
  const sourceStat = during(syscall, () => files.stat(source), sourceAsGiven);
  const targetStat = attempt(() => (dereference ? files.stat(target) : files.lstat(target)));
  // A link that is followed counts as a directory, wherever it leads.
  const isFollowed = dereference && typeOf(files.lstat(source)) === S_IFLNK;
  const isDirectory = isFollowed || isDirectoryStat(sourceStat);
  if (targetStat) {
    if (isSame(files, source, target)) {
      const message = `src and dest cannot be the same ${targetAsGiven}`;
      throw new CodedError('ERR_FS_CP_EINVAL', message);
    }
    if (isDirectory && !isDirectoryStat(targetStat)) {
      const message = `Cannot overwrite non-directory ${targetAsGiven} with directory ${sourceAsGiven}`;
      throw new CodedError('ERR_FS_CP_DIR_TO_NON_DIR', message);
    }
    if (!isDirectory && isDirectoryStat(targetStat)) {
      const message = `Cannot overwrite directory ${targetAsGiven} with non-directory ${sourceAsGiven}`;
      throw new CodedError('ERR_FS_CP_NON_DIR_TO_DIR', message);
    }
  }
  const folder = sourceAsGiven.replace(/\/?$/, '/');
  if (isDirectory && contains(files, sourceStat[7]!, source, target)) {
    const message = `Cannot copy ${folder} to a subdirectory of self ${targetAsGiven}`;
    throw new CodedError('ERR_FS_CP_EINVAL', message);
  }
  if (isDirectory && !recursive) {
    const message = `Recursive option not enabled, cannot copy a directory: ${folder}`;
    throw new CodedError('ERR_FS_EISDIR', message);
  }
  if (typeOf(sourceStat) === S_IFSOCK) {
    throw new CodedError('ERR_FS_CP_SOCKET', `Cannot copy a socket file: ${targetAsGiven}`);
  }
  const parent = parentOf(target);
  if (files.kind(parent) < 0) attempt(() => makeDirectories(files, parent));
}

/** std::filesystem::equivalent: both lead to the same file. */
function isSame(files: FileOperations, source: string, target: string): boolean {
  const ino = attempt(() => files.stat(source))?.[7];
  return ino !== undefined && ino === attempt(() => files.stat(target))?.[7];
}

function contains(files: FileOperations, ino: number, source: string, target: string): boolean {
  if (`${target}/`.startsWith(source.replace(/\/*$/, '/'))) return true;
  for (let at = parentOf(target); at !== '/'; at = parentOf(at)) {
    if (attempt(() => files.stat(at))?.[7] === ino) return true;
  }
  return false;
}

function parentOf(path: string): string {
  return path.replace(/\/+[^/]*\/*$/, '') || '/';
}

function typeOf(fields: number[]): number {
  return fields[1]! & S_IFMT;
}

function isDirectoryStat(fields: number[]): boolean {
  return typeOf(fields) === S_IFDIR;
}

function attempt<T>(step: () => T): T | undefined {
  try {
    return step();
  } catch (error) {
    if (error instanceof UvError) return undefined; // the copy itself will say it
    throw error;
  }
}
