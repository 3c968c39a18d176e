// @ts-check
/**
 * How many tickets will be served before this one? `queue` holds the
 * numbers of those that wait, the next one first. Null if this one does not
 * wait any more.
 * @param {number[]} queue
 * @param {number} id
 * @returns {number | null}
 */
export function before(queue, id) {
  const place = queue.indexOf(id);
  return place === -1 ? null : place;
}
