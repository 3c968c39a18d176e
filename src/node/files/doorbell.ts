/**
 * How the file server is woken from Atomics.wait. Threads set the bit of their mailbox's slot and
 * ring; the frame counts the messages it has posted and rings, so that the server goes back to its
 * event loop for them. It counts what it has served and changes of the files here as well, for the threads
 * to see. One Int32Array: the bell, the counts of messages, changes, served and rings, then the bits, and
 * for each slot the number of its ring: who rang first is served first.
 */
import { spinUntil } from './spin.ts';

/** How many mailboxes one server can have at a time. */
export const MAILBOX_SLOTS = 1024;

const BELL = 0;
const MESSAGES = 1;
const CHANGES = 2;
const SERVED = 3;
const RINGS = 4;
const READY = 5;
const READY_WORDS = MAILBOX_SLOTS / 32;
const RING_OF = READY + READY_WORDS;

export function createDoorbell(): SharedArrayBuffer {
  return new SharedArrayBuffer((RING_OF + MAILBOX_SLOTS) * Int32Array.BYTES_PER_ELEMENT);
}

function ring(words: Int32Array): void {
  Atomics.add(words, BELL, 1);
  Atomics.notify(words, BELL);
}

/** A thread says that the mailbox in `slot` waits to be served. */
export function ringFor(words: Int32Array, slot: number): void {
  Atomics.store(words, RING_OF + slot, Atomics.add(words, RINGS, 1));
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

/** The server says how many requests and messages it has begun to serve (modulo 2^32). */
export function setServed(words: Int32Array, served: number): void {
  Atomics.store(words, SERVED, served);
}

export function servedIn(words: Int32Array): number {
  return Atomics.load(words, SERVED);
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

/** The slots that are ready, in the order in which they rang. */
function takeReady(words: Int32Array): number[] {
  const slots: number[] = [];
  // A second look finds whoever rang, during the first, before one that was found.
  if (takeBits(words, slots)) takeBits(words, slots);
  if (slots.length < 2) return slots;
  const rings = new Map(slots.map((slot) => [slot, Atomics.load(words, RING_OF + slot)]));
  return slots.sort((a, b) => (rings.get(a)! - rings.get(b)!) | 0);
}

function takeBits(words: Int32Array, slots: number[]): boolean {
  for (let word = 0; word < READY_WORDS; word++) {
    if (Atomics.load(words, READY + word) === 0) continue;
    let bits = Atomics.exchange(words, READY + word, 0);
    while (bits !== 0) {
      const bit = 31 - Math.clz32(bits);
      bits &= ~(1 << bit);
      slots.push(word * 32 + bit);
    }
  }
  return slots.length > 0;
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
    for (const slot of takeReady(words)) serve(slot);
    if (Atomics.load(words, MESSAGES) !== received) return;
    if (spinUntil(() => Atomics.load(words, BELL) !== bell)) continue;
    Atomics.wait(words, BELL, bell);
  }
}
