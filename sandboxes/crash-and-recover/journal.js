// @ts-check
// A file to which lines are only ever added: which jobs have been accepted
// and which are done. fsync makes each line safe before anything is said.
import { fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';

/**
 * @param {string} file
 * @param {import('#timeline').Lane} lane
 */
export function openJournal(file, lane) {
  const descriptor = openSync(file, 'a+');

  return {
    /** @param {{ accepted?: number, done?: number }} entry */
    write(entry) {
      lane.span('write and fsync', () => {
        writeSync(descriptor, `${JSON.stringify(entry)}\n`);
        fsyncSync(descriptor);
      });
    },

    /** The jobs that were accepted and are not known to be done. */
    unfinished() {
      /** @type {Set<number>} */
      const jobs = new Set();
      for (const line of readFileSync(file, 'utf8').split('\n')) {
        if (line === '') continue;
        const { accepted, done } = JSON.parse(line);
        if (accepted) jobs.add(accepted);
        if (done) jobs.delete(done);
      }
      return [...jobs];
    },
  };
}
