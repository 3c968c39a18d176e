// @ts-check

/**
 * A log for many clients at once. While one fsync is under way, records
 * gather; the next takes them all. Databases call it group commit.
 * @param {Awaited<ReturnType<typeof import('./disk.js').openCounted>>} file
 */
export function createLog(file) {
  /** @type {{ record: string, done: () => void, fail: (why: unknown) => void }[]} */
  let waiting = [];
  let isBusy = false;

  return {
    /**
     * Returns when the record is on the disk.
     * @param {string} record
     * @returns {Promise<void>}
     */
    save(record) {
      return new Promise((done, fail) => {
        waiting.push({ record, done, fail });
        if (!isBusy) saveGroups();
      });
    },
  };

  async function saveGroups() {
    isBusy = true;
    while (waiting.length > 0) {
      const group = waiting;
      waiting = [];
      try {
        await file.write(group.map(({ record }) => record));
        await file.fsync();
        for (const { done } of group) done();
      } catch (error) {
        for (const { fail } of group) fail(error);
      }
    }
    isBusy = false;
  }
}
