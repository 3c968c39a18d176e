/**
 * How a thread learns that one of its pipes can be read or written again, as epoll tells it: a bell,
 * and for each descriptor its place in the order in which they became ready, at the head of the
 * thread's mailbox. The file server gives the places; the thread takes them.
 */
const BELL = 0;
const PLACES = 1;
/** Descriptors that are equal modulo this share a place: then both are tried. */
const PLACE_COUNT = 256;
const WORDS = PLACES + PLACE_COUNT;

export const READINESS_BYTES = WORDS * Int32Array.BYTES_PER_ELEMENT;

/** Taken now: the thread ties Atomics.waitAsync to its loop (thread/native-promises.ts). */
const { waitAsync } = Atomics;

export class Readiness {
  readonly #words: Int32Array;
  #lastPlace = 0;

  constructor(buffer: SharedArrayBuffer, byteOffset: number) {
    this.#words = new Int32Array(buffer, byteOffset, WORDS);
  }

  /** The server: `fd` may be ready. */
  raise(fd: number): void {
    const at = PLACES + (fd % PLACE_COUNT);
    Atomics.compareExchange(this.#words, at, 0, ++this.#lastPlace);
    Atomics.add(this.#words, BELL, 1);
    Atomics.notify(this.#words, BELL);
  }

  /** Read it before asking whether something is ready, and wait with what was read. */
  get bell(): number {
    return Atomics.load(this.#words, BELL);
  }

  /** Blocks until the bell rings or has rung since `bell` was read; false: `ms` passed first. */
  wait(bell: number, ms = Infinity): boolean {
    return Atomics.wait(this.#words, BELL, bell, ms) !== 'timed-out';
  }

  /** Calls back when the bell rings; at once if it has rung since `bell` was read. */
  async onRing(bell: number, callback: () => void): Promise<void> {
    await waitAsync(this.#words, BELL, bell).value;
    callback();
  }

  /** Takes the places: those of `fds` that may be ready, the first first. */
  take(fds: Iterable<number>): number[] {
    const places = Array.from({ length: PLACE_COUNT }, (_, index) =>
      Atomics.exchange(this.#words, PLACES + index, 0),
    );
    const placeOf = (fd: number): number => places[fd % PLACE_COUNT]!;
    return [...fds].filter((fd) => placeOf(fd) > 0).sort((a, b) => placeOf(a) - placeOf(b));
  }
}
