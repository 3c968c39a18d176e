// @ts-check

/** @typedef {import('./scheduler.js').Turn} Turn */

/**
 * The same as price.js, with the same race. Mend it: in no order may a
 * reader be told for good what is no longer true. The copy must stay a copy.
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
