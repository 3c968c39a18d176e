// @ts-check

/**
 * Which block's pages are to be moved elsewhere, so that it is free for what
 * changes often? One that lags far behind the most worn.
 * @param {import('./flash.js').Block[]} full blocks, each with `erased`: how often
 * @param {number} most how often the most worn of all blocks was erased
 * @returns {import('./flash.js').Block | undefined} none: nothing is moved
 */
export function blockToMove(full, most) {
  return full.find(({ erased }) => most - erased > 10);
}
