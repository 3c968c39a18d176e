/**
 * The descriptors that a worker has from fs.open(), which no FileHandle closes
 * (Environment::AddUnmanagedFd of src/env.cc). They stand in shared memory, for what a worker leaves
 * open is closed when it has ended, however it has.
 */
import { DESCRIPTORS_MAX } from './process-files.ts';

const BITS = 32;

export class UnmanagedDescriptors {
  readonly #words: Int32Array<SharedArrayBuffer>;

  constructor(buffer = new SharedArrayBuffer(DESCRIPTORS_MAX / 8)) {
    this.#words = new Int32Array(buffer);
  }

  get buffer(): SharedArrayBuffer {
    return this.#words.buffer;
  }

  /** False if it was there already. */
  add(fd: number): boolean {
    const bit = 1 << (fd % BITS);
    return (Atomics.or(this.#words, Math.floor(fd / BITS), bit) & bit) === 0;
  }

  /** False if it was not there. */
  remove(fd: number): boolean {
    const bit = 1 << (fd % BITS);
    return (Atomics.and(this.#words, Math.floor(fd / BITS), ~bit) & bit) !== 0;
  }

  /** Gives all, and has none any more. */
  takeAll(): number[] {
    const descriptors: number[] = [];
    for (let fd = 0; fd < DESCRIPTORS_MAX; fd++) if (this.remove(fd)) descriptors.push(fd);
    return descriptors;
  }
}
