// @ts-check

/** @typedef {import('./scheduler.js').Turn} Turn */

/**
 * The price of tea: the true one, in a database, and a copy in the memory,
 * so that not everybody has to ask. The database is a model: a number, and
 * the way there and back takes until it is one's turn again.
 */
export function createPrice() {
  let truth = 3;
  /** @type {number | undefined} */
  let copy;
  let questions = 0;

  return {
    /** @param {Turn} turn */
    async read(turn) {
      if (copy !== undefined) return copy;
      await turn('asks');
      questions++;
      const answer = truth;
      await turn('is answered');
      copy = answer;
      return answer;
    },

    /**
     * @param {Turn} turn
     * @param {number} price
     */
    async change(turn, price) {
      await turn('writes');
      truth = price;
      copy = undefined; // The old copy goes. The next reader asks.
    },

    /** What a reader would be told from now on, and what is true. */
    look: () => ({ told: copy ?? truth, truth, questions }),
  };
}
