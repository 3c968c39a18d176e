// @ts-check

/**
 * A log for many clients at once. Each waits until its record is safe.
 * @param {Awaited<ReturnType<typeof import('./disk.js').openCounted>>} file
 */
export function createLog(file) {
  return {
    /**
     * Returns when the record is on the disk.
     * @param {string} record
     */
    async save(record) {
      await file.write([record]);
      await file.fsync(); // one for each: could they share?
    },
  };
}
