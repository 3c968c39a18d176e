/** Every operation that a thread may ask of the file system, by name. */
import type { FileSystem } from '../file-system.ts';
import type { ProcessFiles } from '../process-files.ts';
import * as attributes from './attributes.ts';
import * as descriptors from './descriptors.ts';
import * as names from './names.ts';
import * as processes from './processes.ts';
import * as watches from './watches.ts';
import { handleKind, pageStream, recvmsg, sendmsg, setRawMode, shutdown } from './streams.ts';

export const operations = {
  ...attributes,
  ...descriptors,
  ...names,
  ...processes,
  ...watches,
  handleKind,
  pageStream,
  recvmsg,
  sendmsg,
  setRawMode,
  shutdown,
};

export type OperationName = keyof typeof operations;

type Arguments<F> = F extends (fs: FileSystem, process: ProcessFiles, ...rest: infer A) => unknown
  ? A
  : never;

/** The operations as a process sees them: without the file system and the process themselves. */
export type FileOperations = {
  [Name in OperationName]: (
    ...args: Arguments<(typeof operations)[Name]>
  ) => ReturnType<(typeof operations)[Name]>;
};

/** The operations of one process, called in the same realm as the file system. */
export function operationsOf(fs: FileSystem, pid: number): FileOperations {
  const bound = Object.entries(operations).map(([name, operation]) => [
    name,
    (...args: unknown[]) =>
      (operation as (...all: unknown[]) => unknown)(fs, fs.process(pid), ...args),
  ]);
  return Object.fromEntries(bound) as FileOperations;
}
