/** cp -r as node_file.cc does it with std::filesystem, errors included. */
import { S_IFDIR, S_IFLNK, S_IFMT, S_IFREG } from '../constants.ts';
import type { FileOperations } from '../operations/index.ts';
import { CodedError } from '../uv-error.ts';
import { during } from './during.ts';
import { makeDirectories } from './make-directories.ts';
import { inStd, std } from './std-failure.ts';

export interface CopyOptions {
  force: boolean;
  dereference: boolean;
  errorOnExist: boolean;
  verbatimSymlinks: boolean;
  preserveTimestamps: boolean;
}

/**
 * Copies the directory `source` to `target`. `targetIs`: 'new' makes it and fails with EEXIST if it
 * is there; 'any' fills one that is there, too.
 */
export function copyTree(
  files: FileOperations,
  source: string,
  target: string,
  options: CopyOptions,
  targetIs: 'new' | 'any',
): void {
  const { mode } = inStd(source, () => stat(files, source));
  if (targetIs === 'new') during('mkdir', () => files.mkdir(target, mode), target);
  else inStd(target, () => makeDirectories(files, target));
  copyContents(files, source, target, options);
  if (targetIs === 'new') files.chmod(target, mode & 0o7777);
}

function copyContents(
  files: FileOperations,
  source: string,
  target: string,
  options: CopyOptions,
): void {
  for (const name of inStd(source, () => files.readdir(source)).names) {
    const from = `${source}/${name}`;
    const to = `${target}/${name}`;
    const look = options.dereference ? files.stat : files.lstat;
    const { type, mode } = inStd(from, () => parts(look(from)));
    if (type === S_IFLNK) {
      copyLink(files, from, to, target, options);
    } else if (type === S_IFDIR) {
      if (typeOf(files, to) !== S_IFDIR) inStd(to, () => files.mkdir(to, mode));
      copyContents(files, from, to, options);
      if (options.preserveTimestamps) copyTimes(files, from, to);
    } else if (type === S_IFREG) {
      copyFile(files, from, to, target, options);
    }
  }
}

function copyFile(
  files: FileOperations,
  from: string,
  to: string,
  folder: string,
  options: CopyOptions,
): void {
  const there = typeOf(files, to);
  if (there !== undefined && there !== S_IFREG) throw std('EINVAL', folder);
  if (there !== undefined && !options.force) {
    if (!options.errorOnExist) return;
    const message = `Target already exists: cp returned EEXIST (${to} already exists)`;
    throw new CodedError('ERR_FS_CP_EEXIST', `[ERR_FS_CP_EEXIST]: ${message}`);
  }
  inStd(folder, () => files.copyFile(from, to, 0));
  if (options.preserveTimestamps) copyTimes(files, from, to);
}

function copyLink(
  files: FileOperations,
  from: string,
  to: string,
  folder: string,
  options: CopyOptions,
): void {
  const written = files.readlink(from);
  let link = written;
  if (!options.verbatimSymlinks) {
    if (!link.startsWith('/')) link = normalize(`${from.slice(0, from.lastIndexOf('/'))}/${link}`);
    const there = typeOf(files, to);
    if (there === S_IFREG && (files.lstat(to)[1]! & S_IFMT) === S_IFREG) throw std('EEXIST', to);
    if (there !== undefined) {
      const current = inStd(folder, () => files.readlink(to));
      // Node compares the link as it is written: a relative one is inside of nothing.
      if (typeOf(files, link) === S_IFDIR && isInside(written, current)) {
        const message = `Cannot copy ${written} to a subdirectory of self ${current}`;
        throw new CodedError('ERR_FS_CP_EINVAL', message);
      }
      if (there === S_IFDIR && isInside(current, written)) {
        const message = `cannot overwrite ${current} with ${written}`;
        throw new CodedError('ERR_FS_CP_SYMLINK_TO_SUBDIRECTORY', message);
      }
      files.unlink(to);
    }
  }
  inStd(folder, () => files.symlink(link, to));
}

/** Gives `to` the times of `from`. */
export function copyTimes(files: FileOperations, from: string, to: string): void {
  const fields = files.stat(from);
  const time = (at: number) => fields[at]! + fields[at + 1]! / 1e9;
  files.utimes(to, time(10), time(12));
}

function parts(fields: number[]): { type: number; mode: number } {
  return { type: fields[1]! & S_IFMT, mode: fields[1]! & 0o7777 };
}

function stat(files: FileOperations, path: string) {
  return parts(files.stat(path));
}

function typeOf(files: FileOperations, path: string): number | undefined {
  return files.kind(path) < 0 ? undefined : stat(files, path).type;
}

function isInside(ancestor: string, path: string): boolean {
  return `${path}/`.startsWith(ancestor.replace(/\/*$/, '/'));
}

function normalize(path: string): string {
  const names: string[] = [];
  for (const name of path.split('/')) {
    if (name === '..') names.pop();
    else if (name !== '' && name !== '.') names.push(name);
  }
  return `/${names.join('/')}`;
}
