/**
 * A text in memory that threads share: who reads sees the text of one write, never parts of two.
 * Writers take turns by a lock; readers try again when a write came between.
 */

/** Odd while somebody writes. */
const VERSION = 0;
const LENGTH = 1;
const HEADER_BYTES = 8;
/** A thread that is ended in the middle of a write, which takes microseconds, leaves it odd. */
const ABANDONED_AFTER_MS = 1000;

export class SharedText {
  readonly #buffer: SharedArrayBuffer;
  readonly #words: Int32Array;
  readonly #offset: number;
  #known: { version: number; text: string } | undefined;

  /** A text of up to `maxBytes` needs `SharedText.bytesFor(maxBytes)` from `offset` on. */
  constructor(buffer: SharedArrayBuffer, offset = 0) {
    this.#buffer = buffer;
    this.#offset = offset + HEADER_BYTES;
    this.#words = new Int32Array(buffer, offset, 2);
  }

  static bytesFor(maxBytes: number): number {
    return HEADER_BYTES + maxBytes;
  }

  /** undefined until a text was written. */
  read(): string | undefined {
    for (;;) {
      const version = this.#evenVersion();
      if (version === 0) return undefined;
      if (this.#known?.version === version) return this.#known.text;
      const bytes = new Uint8Array(this.#buffer, this.#offset, this.#words[LENGTH]).slice();
      if (Atomics.load(this.#words, VERSION) !== version) continue;
      this.#known = { version, text: new TextDecoder().decode(bytes) };
      return this.#known.text;
    }
  }

  /** Replaces the text by what `change` makes of it, as one step. */
  update(change: (text: string | undefined) => string): void {
    for (;;) {
      const before = this.read();
      const version = this.#known?.version ?? 0;
      const bytes = new TextEncoder().encode(change(before));
      if (Atomics.compareExchange(this.#words, VERSION, version, version + 1) !== version) continue;
      const size = this.#offset + bytes.length;
      if (this.#buffer.growable && size > this.#buffer.byteLength) this.#buffer.grow(size);
      new Uint8Array(this.#buffer, this.#offset).set(bytes);
      this.#words[LENGTH] = bytes.length;
      Atomics.store(this.#words, VERSION, version + 2);
      Atomics.notify(this.#words, VERSION);
      return;
    }
  }

  #evenVersion(): number {
    for (;;) {
      const version = Atomics.load(this.#words, VERSION);
      if (version % 2 === 0) return version;
      if (Atomics.wait(this.#words, VERSION, version, ABANDONED_AFTER_MS) === 'timed-out') {
        Atomics.compareExchange(this.#words, VERSION, version, version + 1);
      }
    }
  }
}
