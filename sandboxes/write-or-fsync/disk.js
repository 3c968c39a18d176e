// @ts-check
// A file that counts: how often it is written and fsynced, and how many
// records would be lost if the power failed now.
import { mkdirSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lane } from '#timeline';

const disk = lane('disk');
const TMPFS = 0x01021994; // Linux: files that are only in memory

/**
 * A folder for the files, and whether an fsync there reaches a disk.
 * Call `leave` at the end.
 * @returns {{ folder: string, isReal: boolean, says: string, leave(): void }}
 */
export function findPlace() {
  try {
    // In this page's own Node: a folder that the browser keeps on its disk.
    // The files stay there: look at them after a reload.
    const folder = '/mnt/durable/write-or-fsync';
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder);
    const says = 'real, on the disk of the browser';
    return { folder, isReal: true, says, leave() {} };
  } catch (/** @type {any} */ error) {
    const folder = mkdtempSync(join(tmpdir(), 'log-'));
    const isInPage =
      error.code !== 'ENOENT' || process.versions.webcontainer;
    const isReal = !isInPage && statfsSync(folder).type !== TMPFS;
    const says = isReal
      ? 'real, on the disk of this machine'
      : 'only counted';
    const leave = () => rmSync(folder, { recursive: true });
    return { folder, isReal, says, leave };
  }
}

/** @param {string} file */
export async function openCounted(file) {
  const handle = await open(file, 'a');
  /** @type {string[]} */
  const written = [];
  let safe = 0;
  const counts = { writes: 0, fsyncs: 0, mostAtRisk: 0 };

  return {
    counts,

    /**
     * Writes records with one call: into the page cache.
     * @param {string[]} records
     */
    async write(records) {
      await handle.writev(records.map((record) => Buffer.from(record)));
      counts.writes += 1;
      written.push(...records);
      counts.mostAtRisk = Math.max(
        counts.mostAtRisk,
        written.length - safe,
      );
    },

    /** Waits until all that was written before is on the disk. */
    async fsync() {
      const upTo = written.length;
      await disk.span('fsync', () => handle.sync());
      counts.fsyncs += 1;
      safe = Math.max(safe, upTo);
    },

    /** @param {string} record */
    isSafe(record) {
      return written.slice(0, safe).includes(record);
    },

    close: () => handle.close(),
  };
}
