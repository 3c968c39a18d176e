/** What epoll is to libuv: wakes the streams of this thread that the file server calls ready. */
import type { Readiness } from '../files/readiness.ts';

/** A stream that may have asked and got nothing. */
export interface Polled {
  readonly fd: number;
  /** Tries again what it could not do. */
  ready(): void;
}

export class StreamPoll {
  readonly #readiness: () => Readiness;
  readonly #streams = new Map<number, Polled>();
  /** As libuv handles signals, ends of processes come behind what they have written. */
  readonly #last = new Set<Polled>();
  #listening = false;

  constructor(readiness: () => Readiness) {
    this.#readiness = readiness;
  }

  add(stream: Polled, order: 'first' | 'last' = 'first'): void {
    this.#streams.set(stream.fd, stream);
    if (order === 'last') this.#last.add(stream);
    if (this.#listening) return;
    this.#listening = true;
    this.#listen();
  }

  delete(stream: Polled): void {
    if (this.#streams.get(stream.fd) === stream) this.#streams.delete(stream.fd);
    this.#last.delete(stream);
  }

  #listen(): void {
    const readiness = this.#readiness();
    const { bell } = readiness;
    this.#dispatch();
    void readiness.onRing(bell, () => this.#listen());
  }

  #dispatch(): void {
    const fds = this.#readiness().take(this.#streams.keys());
    const ready = fds.map((fd) => this.#streams.get(fd)!);
    for (const stream of ready) if (!this.#last.has(stream)) stream.ready();
    for (const stream of ready) if (this.#last.has(stream)) stream.ready();
  }
}
