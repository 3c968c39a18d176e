// @ts-check

/** @typedef {import('./scheduler.js').Turn} Turn */

/**
 * The same as price.js, without the race: an answer is copied only if the
 * price has not been changed since it was asked for.
 */
export function createPrice() {
  let truth = 3;
  /** @type {number | undefined} */
  let copy;
  let questions = 0;
  let changes = 0;

  return {
    /** @param {Turn} turn */
    async read(turn) {
      if (copy !== undefined) return copy;
      const before = changes;
      await turn('asks');
      questions++;
      const answer = truth;
      await turn('is answered');
      if (changes === before) copy = answer;
      return answer;
    },

    /**
     * @param {Turn} turn
     * @param {number} price
     */
    async change(turn, price) {
      await turn('writes');
      truth = price;
      changes++;
      copy = undefined; // The old copy goes. The next reader asks.
    },

    /** What a reader would be told from now on, and what is true. */
    look: () => ({ told: copy ?? truth, truth, questions }),
  };
}
