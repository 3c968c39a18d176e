/**
 * How the file server is woken from Atomics.wait. Threads set the bit of their mailbox's slot and
 * ring; the frame counts the messages it has posted and rings, so that the server goes back to its
 * event loop for them. It counts changes of the files here as well, for the threads to see. One
 * Int32Array: the bell, the counts of messages and of changes, then the bits.
 */
import { spinUntil } from './spin.ts';

/** How many mailboxes one server can have at a time. */
export const MAILBOX_SLOTS = 1024;

const BELL = 0;
const MESSAGES = 1;
const CHANGES = 2;
const READY = 3;
const READY_WORDS = MAILBOX_SLOTS / 32;

export function createDoorbell(): SharedArrayBuffer {
  return new SharedArrayBuffer((READY + READY_WORDS) * Int32Array.BYTES_PER_ELEMENT);
}

function ring(words: Int32Array): void {
  Atomics.add(words, BELL, 1);
  Atomics.notify(words, BELL);
}

/** A thread says that the mailbox in `slot` waits to be served. */
export function ringFor(words: Int32Array, slot: number): void {
  Atomics.or(words, READY + (slot >> 5), 1 << (slot & 31));
  ring(words);
}

/** The server says how often something has changed in its files (modulo 2^32). */
export function setChanges(words: Int32Array, changes: number): void {
  Atomics.store(words, CHANGES, changes);
}

export function changesIn(words: Int32Array): number {
  return Atomics.load(words, CHANGES);
}

interface MessageTarget<Message> {
  postMessage(message: Message, transfer: Transferable[]): void;
}

/** The frame posts a message to the file server (any but the first, `start`). */
export function postToFiles<Message>(
  server: MessageTarget<Message>,
  doorbell: SharedArrayBuffer,
  message: Message,
  transfer: Transferable[] = [],
): void {
  server.postMessage(message, transfer);
  const words = new Int32Array(doorbell);
  Atomics.add(words, MESSAGES, 1);
  ring(words);
}

/**
 * The server's turn: calls `serve` for each slot that is ready, and sleeps when none is. Returns
 * as soon as the frame has posted more than the `received` messages handled so far.
 */
export function serveUntilMessage(
  words: Int32Array,
  received: number,
  serve: (slot: number) => void,
): void {
  for (;;) {
    const bell = Atomics.load(words, BELL);
    for (let word = 0; word < READY_WORDS; word++) {
      let bits = Atomics.exchange(words, READY + word, 0);
      while (bits !== 0) {
        const bit = 31 - Math.clz32(bits);
        bits &= ~(1 << bit);
        serve(word * 32 + bit);
      }
    }
    if (Atomics.load(words, MESSAGES) !== received) return;
    if (spinUntil(() => Atomics.load(words, BELL) !== bell)) continue;
    Atomics.wait(words, BELL, bell);
  }
}
