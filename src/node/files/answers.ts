/**
 * What the file server answered to questions that change nothing. An answer holds until something
 * does change: the server counts that in the doorbell's memory (doorbell.ts).
 */
import { O_RDONLY } from './constants.ts';

/** Larger results are asked for again. */
const MAX_BYTES = 64 * 1024;
const MAX_ANSWERS = 1000;

const QUESTIONS = new Set(['access', 'kind', 'lstat', 'readlink', 'realpath', 'stat']);

/** What the names of these folders mean depends on the process's descriptors. */
const OF_PROCESSES = /^\/(dev|proc)(\/|$)/;

/** The key of a question; undefined if the call is none. */
export function questionOf(name: string, args: unknown[]): string | undefined {
  const [path, flags] = args;
  if (typeof path !== 'string' || OF_PROCESSES.test(path)) return undefined;
  if (QUESTIONS.has(name)) return `${name} ${String(flags)} ${path}`;
  return name === 'readToEnd' && flags === O_RDONLY ? `${name} ${path}` : undefined;
}

export class Answers<Answer extends { data?: Uint8Array }> {
  readonly #changes: () => number;
  readonly #answers = new Map<string, Answer>();
  #since = -1;

  /** `changes` counts changes of the files. */
  constructor(changes: () => number) {
    this.#changes = changes;
  }

  /** The answer that still holds, or the one that `ask` gives. Its data may be changed. */
  find(question: string, ask: () => Answer): Answer {
    const now = this.#changes();
    if (now !== this.#since || this.#answers.size >= MAX_ANSWERS) this.#answers.clear();
    this.#since = now;
    const known = this.#answers.get(question);
    if (known) return known.data ? { ...known, data: known.data.slice() } : known;
    const answer = ask();
    // What changed meanwhile makes it older than it is, which is safe.
    const { data } = answer;
    if (!data) this.#answers.set(question, answer);
    else if (data.length <= MAX_BYTES) {
      this.#answers.set(question, { ...answer, data: data.slice() });
    }
    return answer;
  }
}
