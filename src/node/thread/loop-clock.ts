/** The loop's clock: uv_now, less the time that Node would not have spent. */

/** The clock may stay behind by so much (ms). */
const MAX_LAG = 250;

export class LoopClock {
  readonly #clock: () => number;
  readonly #origin: number;
  #lag = 0;
  #now = 0;

  /** `clock`: milliseconds, monotonic. */
  constructor(clock: () => number) {
    this.#clock = clock;
    this.#origin = clock();
  }

  /** Milliseconds since the loop was made, cached. */
  get now(): number {
    return this.#now;
  }

  /** uv_update_time. */
  update(): number {
    this.passAtLeast(Math.floor(this.#clock() - this.#origin - this.#lag));
    return this.#now;
  }

  passAtLeast(time: number): void {
    this.#now = Math.max(this.#now, time);
  }

  /**
   * Takes time out that Node would not have spent, such as the hops between realms, so that timers
   * stay in the order that they have in Node. The clock catches up when the loop sleeps.
   */
  discount(ms: number): void {
    this.#lag = Math.min(this.#lag + ms, MAX_LAG);
  }

  catchUp(): void {
    this.#lag = 0;
  }
}
