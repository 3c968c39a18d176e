// @ts-check

/** @typedef {import('./scheduler.js').Turn} Turn */

/**
 * The same as price.js, with the same race. Mend it: in no order may a
 * reader be told for good what is no longer true. The copy must stay a copy.
 * @param {import('./database.js').Database} database
 */
export function createPrice(database) {
  /** @type {number | undefined} */
  let copy;

  return {
    /** @param {Turn} turn */
    async read(turn) {
      if (copy !== undefined) return copy;
      const answer = await database.ask(turn);
      copy = answer;
      return answer;
    },

    /**
     * @param {Turn} turn
     * @param {number} price
     */
    async change(turn, price) {
      await database.write(turn, price);
      copy = undefined; // The old copy goes. The next reader asks.
    },

    /** For the timeline: what is told without asking, if anything is. */
    told: () => copy,
  };
}
