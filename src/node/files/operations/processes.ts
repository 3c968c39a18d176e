/** Operations on processes, as far as their descriptors go: what fork(2) and wait(2) are in a kernel. */
import { Channel } from '../channel.ts';
import type { FileSystem } from '../file-system.ts';
import { addDescriptor, described, type ProcessFiles } from '../process-files.ts';
import { UvError } from '../uv-error.ts';

/** Each process holds all of Node's lib: a program that starts them without end is stopped. */
const PROCESSES_MAX = 64;

/** What a child's descriptor is: one of the parent's, a new pair of sockets, or /dev/null. */
export type ChildStdio = number | 'pipe' | 'ignore';

export interface BegunProcess {
  pid: number;
  /** The parent's end of each 'pipe'; -1 for the others. */
  pipes: number[];
  /** A descriptor from which an `ExitStatus` can be read, as JSON, when the child has ended. */
  ended: number;
}

/** Makes a process whose descriptors from 0 on are `stdio`. EAGAIN: there are too many. */
export function beginProcess(
  fs: FileSystem,
  parent: ProcessFiles,
  stdio: ChildStdio[],
): BegunProcess {
  if (fs.processCount >= PROCESSES_MAX) throw new UvError('EAGAIN');
  const inherited = stdio.map((what) =>
    typeof what === 'number' ? described(parent, what) : what,
  );
  const ended = new Channel();
  ended.writers = 1;
  const child = fs.addProcess(fs.nextPid(), parent.pid, ended);
  const pipes = inherited.map((what, fd) => {
    if (what === 'pipe') {
      const [near, far] = fs.openPair();
      addDescriptor(child, far, fd);
      return addDescriptor(parent, near);
    }
    addDescriptor(child, what === 'ignore' ? fs.openNull() : what, fd);
    return -1;
  });
  return { pid: child.pid, pipes, ended: addDescriptor(parent, fs.openInput(ended)) };
}

/** pipe(2). */
export function openPipe(
  fs: FileSystem,
  process: ProcessFiles,
): [reading: number, writing: number] {
  const channel = new Channel();
  const reading = addDescriptor(process, fs.openInput(channel));
  return [reading, addDescriptor(process, fs.openOutput(channel))];
}

/** Takes back a process that was begun and cannot run. */
export function dropProcess(fs: FileSystem, _process: ProcessFiles, pid: number): void {
  fs.endProcess(pid, { code: 127, signal: 0 });
}

export function processExists(fs: FileSystem, _process: ProcessFiles, pid: number): boolean {
  return fs.hasProcess(pid);
}

/** getppid(2). */
export function parentOf(_fs: FileSystem, process: ProcessFiles): number {
  return process.parent;
}
