/** What one process has open, as its descriptor table keeps it. */
import type { Channel } from './channel.ts';
import type { Inotify } from './file-events.ts';
import type { Inode } from './inode.ts';
import { UvError } from './uv-error.ts';

/** Descriptors that a process may have open: Linux's customary limit. */
export const DESCRIPTORS_MAX = 1024;

/** An open file description: what one or more descriptors, of one or more processes, stand for. */
export interface OpenFile {
  readonly inode: Inode;
  readonly flags: number;
  position: number;
  /** Set on output that goes to the page: its standard stream 1 or 2. */
  readonly page?: number;
  /** What is read from and written to a pipe, a local socket or standard input. */
  readonly input?: Channel;
  readonly output?: Channel;
  /** What an inotify descriptor hears. */
  readonly inotify?: Inotify;
}

export interface ProcessFiles {
  readonly pid: number;
  /** 1 once the parent has ended. */
  parent: number;
  readonly descriptors: Map<number, OpenFile>;
  umask: number;
  /** Has the status, as JSON, when the process has ended: what its parent's descriptor reads. */
  readonly ended?: Channel;
}

/** What a descriptor number of a process stands for. */
export function described(process: ProcessFiles, fd: number): OpenFile {
  const open = process.descriptors.get(fd);
  if (!open) throw new UvError('EBADF');
  return open;
}

/** One more descriptor for an open file: the lowest that is free, or `fd`. */
export function addDescriptor(process: ProcessFiles, open: OpenFile, fd?: number): number {
  const { descriptors } = process;
  let number = fd ?? 0;
  if (fd === undefined) while (descriptors.has(number)) number++;
  if (number >= DESCRIPTORS_MAX) throw new UvError('EMFILE');
  if (open.inode.kind === 'file') open.inode.opens++;
  if (open.input) open.input.readers++;
  if (open.output) open.output.writers++;
  descriptors.set(number, open);
  return number;
}
