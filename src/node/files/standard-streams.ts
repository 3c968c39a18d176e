/**
 * Standard streams opened as files. The file server knows only that a descriptor is one: it answers
 * a write with −1 or −2 (−fd) and a read with EAGAIN, and the thread does it itself.
 */
import { ProcessMemory } from '../frame/process-memory.ts';
import type { Thread } from '../thread/thread.ts';

/** Ends a write: gives the number of bytes written. */
export function writeToStream(thread: Thread, written: number, bytes: Uint8Array): number {
  if (written >= 0) return written;
  thread.writeStdio(-written, bytes);
  return bytes.length;
}

/** How much of standard input a read wants: as many bytes at most, or all until its end. */
export type Wanted = number | 'all';

export class StandardInput {
  readonly #thread: Thread;
  #memory: ProcessMemory | undefined;
  /** Asynchronous reads for which there are no bytes yet. */
  #waiting: (() => void)[] = [];

  constructor(thread: Thread) {
    this.#thread = thread;
  }

  get #pipe() {
    if (!this.#memory) {
      this.#memory = new ProcessMemory(this.#thread.init.shared);
      this.#thread.onMessage('input', () => {
        for (const retry of this.#waiting.splice(0)) retry();
      });
    }
    return this.#memory.input;
  }

  /** Blocks until there is something to read; nothing at the end. */
  readSync(wanted: Wanted): Uint8Array {
    const read = new Reading(wanted);
    while (!read.take(this.#next(read.missing))) this.#pipe.wait();
    return read.bytes;
  }

  /** Calls back with what readSync would give, without blocking. */
  read(wanted: Wanted, done: (bytes: Uint8Array) => void): void {
    const read = new Reading(wanted);
    const attempt = () => {
      for (;;) {
        const bytes = this.#next(read.missing);
        if (read.take(bytes)) return done(read.bytes);
        if (bytes === undefined) return void this.#waiting.push(attempt);
      }
    };
    attempt();
  }

  #next(max: number | undefined): Uint8Array | null | undefined {
    const bytes = this.#pipe.read(max);
    if (bytes) this.#thread.post({ type: 'input-taken' });
    return bytes;
  }
}

/** Collects parts until there is what was wanted. */
class Reading {
  readonly #wanted: Wanted;
  #parts: Uint8Array[] = [];

  constructor(wanted: Wanted) {
    this.#wanted = wanted;
  }

  get missing(): number | undefined {
    return this.#wanted === 'all' ? undefined : this.#wanted;
  }

  /** `part`: null at the end, undefined if there is nothing yet. True once the reading is done. */
  take(part: Uint8Array | null | undefined): boolean {
    if (part === null) return true;
    if (part === undefined) return false;
    this.#parts.push(part);
    return this.#wanted !== 'all';
  }

  get bytes(): Uint8Array {
    const bytes = new Uint8Array(this.#parts.reduce((length, part) => length + part.length, 0));
    let at = 0;
    for (const part of this.#parts) {
      bytes.set(part, at);
      at += part.length;
    }
    return bytes;
  }
}
