/**
 * Where a worker waits before its first line. In Node a thread takes so long to start that its parent
 * goes on undisturbed, and may still take it back; here one lies ready and would start at once. So
 * the parent's loop opens the gate when it comes round, and a parent that is busy for longer finds
 * that the worker did not wait for it, as in Node.
 */
const CLOSED = 0;
const OPEN = 1;
const TAKEN_BACK = 2;
/** Milliseconds: about what a thread of Node takes to start. */
const PATIENCE = 15;

export class StartGate {
  readonly #state: Int32Array;

  constructor(buffer = new SharedArrayBuffer(4)) {
    this.#state = new Int32Array(buffer);
  }

  get buffer(): SharedArrayBuffer {
    return this.#state.buffer as SharedArrayBuffer;
  }

  open(): void {
    if (Atomics.compareExchange(this.#state, 0, CLOSED, OPEN) === CLOSED) {
      Atomics.notify(this.#state, 0);
    }
  }

  /** The worker will not begin, unless it has begun. */
  takeBack(): void {
    Atomics.compareExchange(this.#state, 0, CLOSED, TAKEN_BACK);
  }

  /** Called by the worker. One that was taken back never returns: it waits to be terminated. */
  pass(): void {
    Atomics.wait(this.#state, 0, CLOSED, PATIENCE);
    Atomics.compareExchange(this.#state, 0, CLOSED, OPEN);
    Atomics.wait(this.#state, 0, TAKEN_BACK);
  }
}
