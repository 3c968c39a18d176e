// @ts-check
/**
 * How many seconds to wait before asking again. It is called with the
 * server's last answer, whose `next` says in how many seconds the server
 * expects the next job to be done.
 * @returns {number}
 */
export function pauseFor() {
  return 1;
}
