// @ts-check

/** @typedef {import('./scheduler.js').Turn} Turn */
/** @typedef {ReturnType<typeof createDatabase>['database']} Database */

/**
 * A database, a model: it holds one number, and the way there and back takes
 * until it is one's turn again. A program can only ask it or write to it.
 * The test may look inside.
 */
export function createDatabase() {
  let price = 3;
  let questions = 0;

  const database = {
    /** @param {Turn} turn */
    async ask(turn) {
      await turn('asks');
      questions++;
      const answer = price;
      await turn('is answered');
      return answer;
    },

    /**
     * @param {Turn} turn
     * @param {number} next
     */
    async write(turn, next) {
      await turn('writes');
      price = next;
    },
  };
  return { database, look: () => ({ price, questions }) };
}
