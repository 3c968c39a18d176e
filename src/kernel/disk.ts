/**
 * The machine's disk: bytes in memory, which is what outlives a power cut. It has no write cache of its
 * own; a write that it has taken is on it. Its shape is what v86 wants of a disk.
 */
type Done = () => void;

export class Disk {
  readonly bytes: Uint8Array;
  readonly byteLength: number;
  /** Milliseconds that each read and each write takes. */
  delay = 0;
  /** Called with the size of each write that the machine makes, in bytes. */
  onWrite: (length: number) => void = () => {};
  onload?: (event: object) => void;
  #isDead = false;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.byteLength = bytes.length;
  }

  load(): void {
    this.onload?.({});
  }

  get(start: number, length: number, done: (bytes: Uint8Array) => void): void {
    this.#after(() => done(this.get_from_cache(start, length)));
  }

  get_and_cache(start: number, length: number, done: (bytes: Uint8Array) => void): void {
    this.get(start, length, done);
  }

  get_from_cache(start: number, length: number): Uint8Array {
    return this.bytes.slice(start, start + length);
  }

  /** A write is on the disk once it has taken its time: a plug pulled before loses it. */
  set(start: number, data: Uint8Array, done: Done): void {
    const copy = data.slice();
    this.#after(() => {
      this.bytes.set(copy, start);
      this.onWrite(copy.length);
      done();
    });
  }

  get_buffer(done: (buffer: ArrayBuffer) => void): void {
    done(this.bytes.buffer as ArrayBuffer);
  }

  /** A saved machine does not hold its disk. */
  get_state(): unknown[] {
    return [];
  }

  set_state(): void {}

  /** The plug: nothing is read or written any more. */
  cut(): void {
    this.#isDead = true;
  }

  #after(act: Done): void {
    const actIfAlive = () => {
      if (!this.#isDead) act();
    };
    if (this.delay > 0) setTimeout(actIfAlive, this.delay);
    else actIfAlive();
  }
}
