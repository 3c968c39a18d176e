/**
 * Standard input as a ring of bytes in shared memory: the frame writes, threads read, and a thread
 * may wait for it without its event loop, as `fs.readFileSync(0)` does.
 */
const READ = 0;
const WRITTEN = 1;
const ENDED = 2;
const CHANGES = 3;
const HEADER_WORDS = 4;

const CAPACITY = 64 * 1024;

export const INPUT_PIPE_BYTES = HEADER_WORDS * Int32Array.BYTES_PER_ELEMENT + CAPACITY;

export class InputPipe {
  /** Bytes read and written so far (modulo 2^32), whether the writer has ended, its actions. */
  readonly #words: Int32Array;
  readonly #ring: Uint8Array;

  constructor(buffer: SharedArrayBuffer, byteOffset: number) {
    this.#words = new Int32Array(buffer, byteOffset, HEADER_WORDS);
    this.#ring = new Uint8Array(buffer, byteOffset + this.#words.byteLength, CAPACITY);
  }

  get #available(): number {
    return (Atomics.load(this.#words, WRITTEN) - Atomics.load(this.#words, READ)) | 0;
  }

  /** Writes what fits of `bytes` and returns how much that was. */
  write(bytes: Uint8Array): number {
    const length = Math.min(bytes.length, CAPACITY - this.#available);
    const written = Atomics.load(this.#words, WRITTEN);
    for (let i = 0; i < length; i++) this.#ring[this.#at(written + i)] = bytes[i]!;
    Atomics.add(this.#words, WRITTEN, length);
    this.#announce();
    return length;
  }

  end(): void {
    Atomics.store(this.#words, ENDED, 1);
    this.#announce();
  }

  #announce(): void {
    Atomics.add(this.#words, CHANGES, 1);
    Atomics.notify(this.#words, CHANGES);
  }

  /** At most `max` bytes; undefined if there are none yet; null at the end of input. */
  read(max = CAPACITY): Uint8Array | null | undefined {
    const ended = Atomics.load(this.#words, ENDED) === 1;
    const length = Math.min(max, this.#available);
    if (length === 0) return ended ? null : undefined;
    const read = Atomics.load(this.#words, READ);
    const bytes = new Uint8Array(length);
    for (let i = 0; i < length; i++) bytes[i] = this.#ring[this.#at(read + i)]!;
    Atomics.add(this.#words, READ, length);
    return bytes;
  }

  /** Waits until `read` gives bytes or the end. */
  wait(): void {
    for (;;) {
      const changes = Atomics.load(this.#words, CHANGES);
      if (this.#available > 0 || Atomics.load(this.#words, ENDED) === 1) return;
      Atomics.wait(this.#words, CHANGES, changes);
    }
  }

  #at(count: number): number {
    return (count >>> 0) % CAPACITY;
  }
}
