// @ts-check

/** @typedef {import('./scheduler.js').Turn} Turn */

/**
 * The price of tea: the true one is in a database, and a copy in the memory,
 * so that not everybody has to ask.
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
