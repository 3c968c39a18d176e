/** What execvp(3) finds: the file of a program by its name, and what it is. */
import { O_RDONLY, X_OK } from '../files/constants.ts';
import { EXEC_PATH, programOf, SHELL } from '../files/programs.ts';
import { UvError, type ErrorCode } from '../files/uv-error.ts';
import type { ProgramStart } from '../protocol.ts';
import type { Thread } from '../thread/thread.ts';

const HEAD_SIZE = 256;
const DEFAULT_PATH = '/usr/bin:/bin';

export interface Command {
  file: string;
  /** argv, with argv[0]; undefined: the file alone. */
  args: string[] | undefined;
  cwd: string | undefined;
  /** `NAME=value`; undefined: the environment of this process. */
  envPairs: string[] | undefined;
}

export type FoundProgram = ProgramStart | { error: ErrorCode };

function environment(pairs: string[]): Record<string, string> {
  const entries = pairs.map((pair) => {
    const at = pair.indexOf('=');
    return [pair.slice(0, at), pair.slice(at + 1)] as const;
  });
  return Object.fromEntries(entries);
}

function readHead(thread: Thread, path: string): string {
  const fd = thread.files.open(path, O_RDONLY, 0);
  const head = thread.files.read(fd, HEAD_SIZE, 0);
  thread.files.close(fd);
  return new TextDecoder().decode(head);
}

/** A program of ours; or a script: by its first line, Node's, else the shell's, as in execvp(3). */
function interpreted(
  head: string,
  path: string,
  args: string[],
): Pick<ProgramStart, 'program' | 'execPath' | 'args'> {
  const own = programOf(head);
  if (own) return { program: own, execPath: path, args };
  const isNode = /^#!\s*\S*\/(env\s+(-S\s+)?)?node\b/.test(head);
  const program = isNode ? 'node' : 'sh';
  return { program, execPath: isNode ? EXEC_PATH : SHELL, args: [path, ...args] };
}

/** The program that a command starts, or why it cannot be started. */
export function findProgram(thread: Thread, command: Command): FoundProgram {
  const { resolve } = thread.require('path');
  const here: string = thread.internalBinding('process_methods')['cwd']();
  const cwd: string = resolve(here, command.cwd ?? '.');
  const env = command.envPairs ? environment(command.envPairs) : { ...thread.process.env };
  try {
    if (thread.files.kind(cwd) !== 1) return { error: 'ENOENT' };
    const names = command.file.includes('/')
      ? [command.file]
      : (env['PATH'] ?? DEFAULT_PATH)
          .split(':')
          .map((folder: string) => `${folder || '.'}/${command.file}`);
    const paths = names.map((name: string) => resolve(cwd, name));
    const path: string | undefined = paths.find(
      (candidate: string) => thread.files.kind(candidate) >= 0,
    );
    if (path === undefined) return { error: 'ENOENT' };
    thread.files.access(path, X_OK);
    if (thread.files.kind(path) !== 0) return { error: 'EACCES' };
    const [argv0 = '', ...args] = command.args ?? [command.file];
    return {
      ...interpreted(readHead(thread, path), thread.files.realpath(path), args),
      argv0,
      cwd,
      env,
    };
  } catch (error) {
    if (error instanceof UvError) return { error: error.code };
    throw error;
  }
}
