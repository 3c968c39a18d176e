/** Signals by their Linux numbers, and what they do to a process that does not handle them. */
export const SIGNALS: Record<string, number> = {
  SIGHUP: 1,
  SIGINT: 2,
  SIGQUIT: 3,
  SIGILL: 4,
  SIGTRAP: 5,
  SIGABRT: 6,
  SIGBUS: 7,
  SIGFPE: 8,
  SIGKILL: 9,
  SIGUSR1: 10,
  SIGSEGV: 11,
  SIGUSR2: 12,
  SIGPIPE: 13,
  SIGALRM: 14,
  SIGTERM: 15,
  SIGCHLD: 17,
  SIGCONT: 18,
  SIGSTOP: 19,
  SIGTSTP: 20,
  SIGTTIN: 21,
  SIGTTOU: 22,
  SIGURG: 23,
  SIGXCPU: 24,
  SIGXFSZ: 25,
  SIGVTALRM: 26,
  SIGPROF: 27,
  SIGWINCH: 28,
  SIGIO: 29,
  SIGSYS: 31,
} as const;

const IGNORED_BY_DEFAULT = new Set(['SIGCHLD', 'SIGCONT', 'SIGURG', 'SIGWINCH']);
/** Node ignores SIGPIPE and starts its inspector on SIGUSR1 (of which there is none here). */
const IGNORED_BY_NODE = new Set(['SIGPIPE', 'SIGUSR1']);

/** `9` → `SIGKILL`; an unknown number → `SIG<number>`. */
export function signalName(signal: number): string {
  for (const [name, number] of Object.entries(SIGNALS)) if (number === signal) return name;
  return `SIG${signal}`;
}

/** True if a process without a handler for this signal ends. There is no job control to stop it. */
export function endsProcess(signal: number): boolean {
  const name = signalName(signal);
  return signal !== 0 && !IGNORED_BY_DEFAULT.has(name) && !IGNORED_BY_NODE.has(name);
}

/** SIGKILL and SIGSTOP cannot be handled. */
export function canBeHandled(signal: number): boolean {
  return signal !== SIGNALS.SIGKILL && signal !== SIGNALS.SIGSTOP;
}
