/**
 * What a worker's loop tells its parent, for `worker.performance.eventLoopUtilization()`: when it began
 * to turn, and how long it slept. Times are in milliseconds since the epoch, 0 for never.
 */
const STARTED = 0;
const IDLE = 1;
const ASLEEP_SINCE = 2;
const BYTES = 3 * Float64Array.BYTES_PER_ELEMENT;

const now = (): number => performance.timeOrigin + performance.now();

export class LoopTimes {
  readonly buffer: SharedArrayBuffer;
  readonly #times: Float64Array;

  constructor(buffer = new SharedArrayBuffer(BYTES)) {
    this.buffer = buffer;
    this.#times = new Float64Array(buffer);
  }

  start(): void {
    this.#times[STARTED] = now();
  }

  fallAsleep(): void {
    this.#times[ASLEEP_SINCE] = now();
  }

  wakeUp(): void {
    this.#times[IDLE] = this.idle;
    this.#times[ASLEEP_SINCE] = 0;
  }

  get startTime(): number {
    return this.#times[STARTED]!;
  }

  /** Milliseconds, with a sleep that goes on. */
  get idle(): number {
    const since = this.#times[ASLEEP_SINCE]!;
    return this.#times[IDLE]! + (since === 0 ? 0 : now() - since);
  }
}
