// @ts-check

/** Reads now at one replica and now at another. Time must not run back. */
export class Reader {
  #seen = 0;

  /**
   * @param {(token: number) => Promise<number>} read answers how far the
   *   replica is, and waits until that is as far as the token
   */
  async read(read) {
    this.#seen = await read(this.#seen);
    return this.#seen;
  }
}
