// @ts-check
/**
 * What to send to a client that comes back. `log` holds the last events
 * that the server has kept, the oldest first; `lastId` is the id of the last
 * one that the client has seen; `done` is the state itself, all jobs that
 * are done.
 * Your turn: what if the log does not go back far enough?
 * @param {import('./stream.js').Event[]} log
 * @param {number} lastId
 * @param {number[]} done
 * @returns {import('./stream.js').Event[]}
 */
export function missed(log, lastId, done) {
  if (lastId === done.length) return []; // nothing was missed
  return log.filter(({ id }) => id > lastId);
}
