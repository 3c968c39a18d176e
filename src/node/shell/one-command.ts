/**
 * `sh -c` with one command: dash does not wait for it but becomes it (execve), so that signals to the
 * shell reach it. Here the shell need not start at all.
 */
import { findProgram, type FoundProgram } from '../processes/find-program.ts';
import type { ProgramStart } from '../protocol.ts';
import type { Thread } from '../thread/thread.ts';
import { BUILTINS } from './builtins.ts';
import { expand, expandWords, parse, ShellSyntaxError, type Step } from './parse.ts';

/** The program that a shell would become; `shell` itself if it has more to do, or to say. */
export function withoutShell(thread: Thread, shell: ProgramStart): ProgramStart {
  const [option, text] = shell.args;
  const steps = option === '-c' && text !== undefined ? attemptParse(text) : [];
  const [step] = steps;
  const [command] = step?.pipeline ?? [];
  if (!command || steps.length > 1 || step!.pipeline.length > 1) return shell;
  if (command.redirections.length > 0) return shell;
  const valueOf = (name: string): string => {
    return shell.env[name] ?? { '?': '0', '0': shell.argv0 }[name] ?? '';
  };
  const words = expandWords(command.words, valueOf);
  if (words.length === 0 || words[0]! in BUILTINS || usesPid(step!)) return shell;
  const assigned = command.assignments.map(({ name, value }) => [name, expand(value, valueOf)]);
  const env: Record<string, string> = { ...shell.env, ...Object.fromEntries(assigned) };
  const found: FoundProgram = findProgram(thread, {
    file: words[0]!,
    args: words,
    cwd: shell.cwd,
    envPairs: Object.entries(env).map(([name, value]) => `${name}=${value}`),
  });
  return 'error' in found ? shell : found;
}

function attemptParse(text: string): Step[] {
  try {
    return parse(text);
  } catch (error) {
    if (error instanceof ShellSyntaxError) return [];
    throw error;
  }
}

/** `$$` is only known to a shell that runs. */
function usesPid({ pipeline }: Step): boolean {
  return JSON.stringify(pipeline).includes('"variable":"$"');
}
