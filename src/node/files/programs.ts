/**
 * The executable files of the machine. What they are stands in their first line, so that a copy or a
 * link of one is the same program.
 */
import { UTILITIES, type Program } from '../protocol.ts';

const MARK = '\u007fin-step:';

const text = (program: Program): string => `${MARK}${program}\nThis program runs in the tab.\n`;

export const PROGRAM_FILES: Record<string, string> = {
  '/usr/local/bin/node': text('node'),
  '/bin/sh': text('sh'),
  '/usr/bin/env': text('env'),
  ...Object.fromEntries(UTILITIES.map((name) => [`/bin/${name}`, text(name)])),
};

/** The program whose file begins with `head`; undefined if it is none of ours. */
export function programOf(head: string): Program | undefined {
  if (!head.startsWith(MARK)) return undefined;
  return head.slice(MARK.length).split('\n')[0] as Program;
}
