// @ts-check
/**
 * Makes a lock. It is given tasks, and runs one after the other: the next
 * begins when the last has ended, well or badly.
 */
export function createLock() {
  /** @type {Promise<unknown>} Fulfilled when the last task has ended. */
  let last = Promise.resolve();

  /**
   * @template T
   * @param {() => Promise<T>} task
   * @returns {Promise<T>} what the task gives
   */
  return function locked(task) {
    const result = last.then(task);
    last = result.catch(() => {}); // Its caller hears of it, not the next.
    return result;
  };
}
