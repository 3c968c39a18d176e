/**
 * What the threads of one process share besides files: the counter that gives threads their ids,
 * the working directory, and, for a process that the page started, how much of its and its
 * children's output nobody has read yet.
 *
 * Unread output is our pipe's capacity. A write beyond it waits, as in POSIX, so that a program
 * that prints without end can fill neither the frame's memory nor the page's.
 */
import { SharedText } from '../thread/shared-text.ts';

const THREADS = 0;
const UNREAD = 1;
const WORDS_BYTES = 2 * Int32Array.BYTES_PER_ELEMENT;
const DIRECTORY_OFFSET = WORDS_BYTES;
/** PATH_MAX of Linux. */
const DIRECTORY_BYTES = SharedText.bytesFor(4096);

const CAPACITY = 256 * 1024;
/** What a message costs besides its bytes: many tiny writes must not escape the limit. */
const MESSAGE_COST = 64;

/** What one write of `length` bytes takes of the pipe's capacity. */
export function outputCost(length: number): number {
  return length + MESSAGE_COST;
}

export class ProcessMemory {
  readonly buffer: SharedArrayBuffer;
  /** Empty until the main thread has changed it. */
  readonly workingDirectory: SharedText;
  readonly #words: Int32Array;

  constructor(buffer = new SharedArrayBuffer(DIRECTORY_OFFSET + DIRECTORY_BYTES)) {
    this.buffer = buffer;
    this.#words = new Int32Array(buffer, 0, 2);
    this.workingDirectory = new SharedText(buffer, DIRECTORY_OFFSET);
  }

  /** 1, 2, 3 …; the main thread is 0. */
  nextThreadId(): number {
    return Atomics.add(this.#words, THREADS, 1) + 1;
  }

  /** Called by a thread before it posts output: waits until the pipe is not full. */
  takeOutput(length: number): void {
    for (;;) {
      const unread = Atomics.load(this.#words, UNREAD);
      if (unread < CAPACITY) break;
      Atomics.wait(this.#words, UNREAD, unread);
    }
    Atomics.add(this.#words, UNREAD, outputCost(length));
  }

  /** Called by the frame when output of this cost has been read. */
  giveOutput(cost: number): void {
    Atomics.sub(this.#words, UNREAD, cost);
    Atomics.notify(this.#words, UNREAD);
  }
}
