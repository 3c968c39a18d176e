/**
 * The utilities of POSIX that programs start by name: files of /bin that do what the shell does of that
 * name, each in a process of its own.
 */
import { findProgram } from '../processes/find-program.ts';
import type { Program, ProgramStart } from '../protocol.ts';
import type { Thread } from '../thread/thread.ts';
import { BUILTINS } from './builtins.ts';
import { Shell } from './shell.ts';

const NOT_FOUND = 127;
const ASSIGNMENT = /^[^=]+=/;

/** What `env [-i] [NAME=VALUE…] [command…]` says. */
function readEnv(start: Pick<ProgramStart, 'args' | 'env'>): {
  variables: Record<string, string>;
  command: string[];
} {
  const ignored = start.args[0] === '-i';
  const words = ignored ? start.args.slice(1) : start.args;
  const end = words.findIndex((word) => !ASSIGNMENT.test(word));
  const assigned = end < 0 ? words : words.slice(0, end);
  const variables = { ...(!ignored && start.env) };
  for (const word of assigned) {
    const [name = ''] = word.split('=');
    variables[name] = word.slice(name.length + 1);
  }
  return { variables, command: end < 0 ? [] : words.slice(end) };
}

/** env(1) does not wait for its command but becomes it (execve); itself if there is none to be. */
export function withoutEnv(thread: Thread, env: ProgramStart): ProgramStart {
  const { variables, command } = readEnv(env);
  if (command.length === 0) return env;
  const envPairs = Object.entries(variables).map(([name, value]) => `${name}=${value}`);
  const found = findProgram(thread, { file: command[0]!, args: command, cwd: env.cwd, envPairs });
  return 'error' in found ? env : found;
}

/** The process's main program, in place of Node's. */
export function runUtility(thread: Thread, name: Exclude<Program, 'node' | 'sh'>): never {
  const shell = new Shell(thread);
  const [, ...args] = thread.init.argv;
  if (name !== 'env') {
    return thread.exit(BUILTINS[name]!(shell, args, { input: 0, output: 1, errors: 2 }));
  }
  const { variables, command } = readEnv({ args, env: shell.variables });
  if (command.length > 0) {
    shell.print(2, `env: '${command[0]}': No such file or directory\n`);
    return thread.exit(NOT_FOUND);
  }
  for (const [variable, value] of Object.entries(variables)) {
    shell.print(1, `${variable}=${value}\n`);
  }
  return thread.exit(0);
}
