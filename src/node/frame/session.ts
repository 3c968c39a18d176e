/**
 * A program that the page started and all the processes that came of it. It is over when the last
 * of them has ended: a child that outlives its parent still runs.
 */
import type { TerminalSize } from '../protocol.ts';
import type { Process } from './process.ts';
import { ProcessMemory } from './process-memory.ts';

export class Session {
  /** The id of the process that the page started. */
  readonly pid: number;
  readonly memory = new ProcessMemory();
  readonly processes = new Set<Process>();
  terminal: TerminalSize | undefined;
  /** How the first process ended; the page hears of it when the session is over. */
  ended: { code: number; signal: string | null } | undefined;

  constructor(pid: number, terminal: TerminalSize | undefined) {
    this.pid = pid;
    this.terminal = terminal;
  }
}
