/**
 * One direction of a pipe or of a pair of local sockets, as the kernel keeps it: the bytes that were
 * written and not read, and who waits for a change.
 */

import type { Rights } from '../network/rights.ts';

/** What Linux buffers between the two ends of a pair of local sockets. */
const CAPACITY = 146_176;

/** Called once, when what was waited for may have happened. */
export type Watcher = () => void;

export class Channel {
  /** Descriptors open on each end. */
  readers = 0;
  writers = 0;
  /** Called when somebody reads and nothing is there yet. */
  onstarved = (): void => {};
  readonly #capacity: number;
  /** Those descriptors were under way, and nobody will receive them. */
  onlost = (_rights: Rights[]): void => {};
  readonly #chunks: Uint8Array[] = [];
  /** What comes along with the first byte of a chunk. */
  readonly #rights = new Map<Uint8Array, Rights>();
  #size = 0;
  #isShut = false;
  readonly #readable = new Set<Watcher>();
  readonly #writable = new Set<Watcher>();

  constructor(capacity = CAPACITY) {
    this.#capacity = capacity;
  }

  /** At most `max` bytes; none at the end; undefined: none yet, and `watcher` hears when to ask. */
  read(max: number, watcher?: Watcher): Uint8Array | undefined {
    if (this.#size === 0) {
      if (this.writers === 0 || this.#isShut) return new Uint8Array(0);
      if (watcher) this.#readable.add(watcher);
      this.onstarved();
      return undefined;
    }
    const bytes = new Uint8Array(Math.min(max, this.#reach()));
    for (let at = 0; at < bytes.length;) {
      const first = this.#chunks[0]!;
      const part = first.subarray(0, bytes.length - at);
      bytes.set(part, at);
      at += part.length;
      if (part.length === first.length) this.#chunks.shift();
      else this.#chunks[0] = first.subarray(part.length);
    }
    this.#size -= bytes.length;
    notify(this.#writable);
    return bytes;
  }

  /** As unix(7) has it: what brings a descriptor is not read along with what stands before it. */
  #reach(): number {
    if (this.#rights.size === 0) return this.#size;
    const next = this.#chunks.findIndex((chunk, index) => index > 0 && this.#rights.has(chunk));
    return this.#chunks.slice(0, next < 0 ? undefined : next).reduce((sum, c) => sum + c.length, 0);
  }

  /** recvmsg(2): takes what comes along with the bytes that are read next. */
  takeRights(): Rights | undefined {
    const first = this.#chunks[0];
    const rights = first && this.#rights.get(first);
    if (rights) this.#rights.delete(first);
    return rights;
  }

  /**
   * How many of `bytes` were taken; if not all, `watcher` hears of room. 'EPIPE': nobody can read
   * them. `rights` go along with the first byte.
   */
  write(bytes: Uint8Array, watcher?: Watcher, rights?: Rights): number | 'EPIPE' {
    if (this.readers === 0 || this.#isShut) return 'EPIPE';
    const taken = bytes.slice(0, Math.max(0, this.#capacity - this.#size));
    if (taken.length > 0) {
      this.#chunks.push(taken);
      if (rights) this.#rights.set(taken, rights);
      this.#size += taken.length;
      notify(this.#readable);
    }
    if (taken.length < bytes.length && watcher) this.#writable.add(watcher);
    return taken.length;
  }

  /** shutdown(2) of the writing end, whoever else has it. */
  shut(): void {
    this.#isShut = true;
    notify(this.#readable);
  }

  closeReader(): void {
    if (--this.readers > 0) return;
    notify(this.#writable);
    this.onlost([...this.#rights.values()]);
    this.#rights.clear();
  }

  closeWriter(): void {
    if (--this.writers === 0) notify(this.#readable);
  }
}

function notify(watchers: Set<Watcher>): void {
  const all = [...watchers];
  watchers.clear();
  for (const watcher of all) watcher();
}
