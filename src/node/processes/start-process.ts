/** uv_spawn: a process with its descriptors, and the program that runs in it. */
import { GID, UID } from '../bindings/credentials.ts';
import type { ChildStdio } from '../files/operations/processes.ts';
import { UvError } from '../files/uv-error.ts';
import { withoutShell } from '../shell/one-command.ts';
import { withoutEnv } from '../shell/utilities.ts';
import type { ProgramStart } from '../protocol.ts';
import type { Thread } from '../thread/thread.ts';
import { findProgram, type Command } from './find-program.ts';

export interface Started {
  /** 0 or libuv's number. */
  error: number;
  pid: number;
  /** The near end of each 'pipe', -1 for the others. They are there even if the program is not. */
  pipes: number[];
  /** A descriptor from which an `ExitStatus` can be read, as JSON, when the process has ended. */
  ended: number;
}

/** Whose the process is to be: lib's options `uid` and `gid`. */
export interface Ids {
  uid?: number | null | undefined;
  gid?: number | null | undefined;
}

export function startProcess(
  thread: Thread,
  command: Command & Ids & { detached: boolean },
  stdio: ChildStdio[],
): Started {
  const { files } = thread;
  try {
    if ((command.uid ?? UID) !== UID || (command.gid ?? GID) !== GID) throw new UvError('EPERM');
    const begun = files.beginProcess(stdio);
    // Lib lets any values through, of which C++ makes strings.
    const args = command.args?.map(String);
    const program = findProgram(thread, { ...command, args });
    if ('error' in program) {
      files.dropProcess(begun.pid);
      files.close(begun.ended);
      return { ...begun, pid: 0, ended: -1, error: thread.errno(program.error) };
    }
    const start = { ...execute(thread, program), detached: command.detached };
    thread.post({ type: 'spawn-process', pid: begun.pid, start });
    return { ...begun, error: 0 };
  } catch (error) {
    if (!(error instanceof UvError)) throw error;
    return { error: error.errno, pid: 0, pipes: stdio.map(() => -1), ended: -1 };
  }
}

/** execve(2): the file of a program, which is not looked for. Throws if it cannot run. */
export function becomeProgram(
  thread: Thread,
  path: string,
  args: string[],
  envPairs: string[],
): never {
  const file = path.includes('/') ? path : `./${path}`;
  const program = findProgram(thread, { file, args, cwd: undefined, envPairs });
  if ('error' in program) throw thread.errnoException(program.error, 'execve', path);
  return thread.become(execute(thread, program));
}

/** What a program is in the end that becomes another one at once. */
function execute(thread: Thread, start: ProgramStart): ProgramStart {
  const program = start.program === 'sh' ? withoutShell(thread, start) : start;
  return program.program === 'env' ? withoutEnv(thread, program) : program;
}
