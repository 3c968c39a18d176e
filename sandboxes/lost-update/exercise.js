// @ts-check
/**
 * Makes a lock. It is given tasks, and runs one after the other: the next
 * begins when the last has ended, well or badly. So far it does not: it
 * runs each at once.
 */
export function createLock() {
  /**
   * @template T
   * @param {() => Promise<T>} task
   * @returns {Promise<T>} what the task gives
   */
  return function locked(task) {
    return task();
  };
}
