// @ts-check
/**
 * How many seconds to wait before asking again. The server's last answer
 * says in `next` in how many seconds it expects the next job to be done.
 * @param {{ next: number }} answer
 * @returns {number}
 */
export function pauseFor(answer) {
  // A little later than expected: who comes too early comes twice.
  return answer.next + 0.2;
}
