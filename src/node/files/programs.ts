/**
 * The executable files of the machine. What they are stands in their first line, so that a copy or a
 * link of one is the same program.
 */
import { UTILITIES, type Program } from '../protocol.ts';

const MARK = '\u007fin-step:';

const text = (program: Program): string => `${MARK}${program}\nThis program runs in the tab.\n`;

/** Where the page's programs, and scripts that name their interpreter, find it. */
export const EXEC_PATH = '/usr/local/bin/node';
export const SHELL = '/bin/sh';

export const PROGRAM_FILES: Record<string, string> = {
  [EXEC_PATH]: text('node'),
  [SHELL]: text('sh'),
  '/usr/bin/env': text('env'),
  ...Object.fromEntries(UTILITIES.map((name) => [`/bin/${name}`, text(name)])),
};

/** The program whose file begins with `head`; undefined if it is none of ours. */
export function programOf(head: string): Program | undefined {
  if (!head.startsWith(MARK)) return undefined;
  return head.slice(MARK.length).split('\n')[0] as Program;
}
