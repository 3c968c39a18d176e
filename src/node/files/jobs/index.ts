/**
 * What a binding can have done with files: every operation, and jobs made of several. Each is a
 * function of a process's operations, so that it runs the same on its thread, waiting, or on a pool
 * worker.
 */
import { operations, type FileOperations } from '../operations/index.ts';
import { checkCopyPaths } from './copy-checks.ts';
import { copyTree } from './copy-tree.ts';
import { listTree } from './list-tree.ts';
import { makeDirectories } from './make-directories.ts';
import { overrideFile } from './override-file.ts';
import { removeTree } from './remove-tree.ts';
import { readFile, readToEnd, writeFile } from './whole-file.ts';

const jobsOfSeveral = {
  checkCopyPaths,
  copyTree,
  listTree,
  makeDirectories,
  overrideFile,
  readFile,
  readToEnd,
  removeTree,
  writeFile,
};

type FileJob = (files: FileOperations, ...args: any[]) => unknown;

const jobsOfOne = Object.fromEntries(
  Object.keys(operations).map((name) => {
    const job: FileJob = (files, ...args) => (files as Record<string, any>)[name](...args);
    return [name, job];
  }),
) as Record<keyof FileOperations, FileJob>;

export type FileJobName = keyof FileOperations | keyof typeof jobsOfSeveral;

export const fileJobs: Record<FileJobName, FileJob> = { ...jobsOfOne, ...jobsOfSeveral };
