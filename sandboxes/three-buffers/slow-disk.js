// @ts-check
// What a stream can be given in place of Node's `fs`: the same, but each
// write takes more than a second. A model of a disk that is busy.
import fs from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { lane } from '#timeline';

const disk = lane('disk');

export const slowDisk = {
  ...fs,
  write: slowly(fs.write),
  writev: slowly(fs.writev),
};

/**
 * @template {unknown[]} Arguments
 * @param {(...args: Arguments) => void} write
 */
function slowly(write) {
  return async (/** @type {Arguments} */ ...args) => {
    await disk.span('is busy', () => pause(1200));
    write(...args);
  };
}
