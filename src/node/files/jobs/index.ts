/**
 * What a process can ask of the file server in one request: every operation, and jobs that are made
 * of several. A job is a function of the process's operations, and runs where the files are.
 */
import type { FileSystem } from '../file-system.ts';
import { operations, operationsOf, type FileOperations } from '../operations/index.ts';
import { checkCopyPaths } from './copy-checks.ts';
import { copyTree } from './copy-tree.ts';
import { listTree } from './list-tree.ts';
import { makeDirectories } from './make-directories.ts';
import { openAhead } from './open-ahead.ts';
import { overrideFile } from './override-file.ts';
import { removeTree } from './remove-tree.ts';
import { readFile, readToEnd, writeFile } from './whole-file.ts';

const jobs = {
  checkCopyPaths,
  copyTree,
  listTree,
  makeDirectories,
  openAhead,
  overrideFile,
  readFile,
  readToEnd,
  removeTree,
  writeFile,
};

type Arguments<F> = F extends (files: FileOperations, ...rest: infer A) => unknown ? A : never;

/** The operations and jobs as a process sees them. */
export type FileFunctions = FileOperations & {
  [Name in keyof typeof jobs]: (
    ...args: Arguments<(typeof jobs)[Name]>
  ) => ReturnType<(typeof jobs)[Name]>;
};

export type FileFunctionName = keyof FileFunctions;

export const fileFunctionNames = [
  ...Object.keys(operations),
  ...Object.keys(jobs),
] as FileFunctionName[];

/** All that a process can ask, called in the same realm as the file system. */
export function fileFunctionsOf(fs: FileSystem, pid: number): FileFunctions {
  const files = operationsOf(fs, pid);
  const bound = Object.entries(jobs).map(([name, job]) => [
    name,
    (...args: unknown[]) => (job as (...all: unknown[]) => unknown)(files, ...args),
  ]);
  return { ...files, ...Object.fromEntries(bound) };
}
