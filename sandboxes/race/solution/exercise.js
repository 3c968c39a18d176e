// @ts-check

/** @typedef {import('./scheduler.js').Turn} Turn */

/**
 * The same as price.js, without the race: an answer is copied only if the
 * price has not been changed since it was asked for.
 * @param {import('./database.js').Database} database
 */
export function createPrice(database) {
  /** @type {number | undefined} */
  let copy;
  let changes = 0;

  return {
    /** @param {Turn} turn */
    async read(turn) {
      if (copy !== undefined) return copy;
      const before = changes;
      const answer = await database.ask(turn);
      if (changes === before) copy = answer;
      return answer;
    },

    /**
     * @param {Turn} turn
     * @param {number} price
     */
    async change(turn, price) {
      await database.write(turn, price);
      changes++;
      copy = undefined; // The old copy goes. The next reader asks.
    },

    /** For the timeline: what is told without asking, if anything is. */
    told: () => copy,
  };
}
