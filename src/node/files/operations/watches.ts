/** inotify_init(2), inotify_add_watch(2), inotify_rm_watch(2), and reading what was heard. */
import { R_OK } from '../constants.ts';
import { Inotify, type FileEvent } from '../file-events.ts';
import type { FileSystem } from '../file-system.ts';
import { addDescriptor, described, type ProcessFiles } from '../process-files.ts';
import { UvError } from '../uv-error.ts';
import { find } from '../walk.ts';

/** A descriptor from which events can be read. */
export function inotifyInit(fs: FileSystem, process: ProcessFiles): number {
  const inotify = new Inotify();
  const fd = addDescriptor(process, { ...fs.openNull(), inotify });
  fs.events.add(inotify);
  return fd;
}

function inotifyOf(process: ProcessFiles, fd: number): Inotify {
  const { inotify } = described(process, fd);
  if (!inotify) throw new UvError('EINVAL');
  return inotify;
}

/** Watches what is at `path`; gives the number by which its events can be told. */
export function inotifyAdd(
  fs: FileSystem,
  process: ProcessFiles,
  fd: number,
  path: string,
): number {
  const inode = find(fs, process, path);
  fs.demand(inode, R_OK);
  return inotifyOf(process, fd).watch(inode);
}

export function inotifyRemove(
  _fs: FileSystem,
  process: ProcessFiles,
  fd: number,
  watch: number,
): void {
  inotifyOf(process, fd).unwatch(watch);
}

/** The events that have come; the thread that asks hears of the next. */
export function inotifyRead(fs: FileSystem, process: ProcessFiles, fd: number): FileEvent[] {
  return inotifyOf(process, fd).read(fs.watcher(fd));
}
