/** The jobs that a pool worker can do, by name. */
import { blobJobs } from '../blob/file-part.ts';
import { cryptoJobs } from '../crypto/jobs.ts';
import type { FileClient } from '../files/client.ts';
import { fileFunctionNames } from '../files/jobs/index.ts';
import { networkJobs } from '../network/jobs.ts';
import { zlibJobs } from '../zlib/jobs.ts';

/** `files`: the file server, for the process that asked. */
export type Job = (files: FileClient, ...args: any[]) => unknown;

type AnyFunction = (...args: any[]) => unknown;

const onFiles = fileFunctionNames.map((name): [string, Job] => [
  name,
  (files, ...args) => (files[name] as AnyFunction)(...args),
]);

const others = Object.entries({ ...cryptoJobs, ...networkJobs, ...zlibJobs }).map(
  ([name, job]): [string, Job] => [name, (_files, ...args) => (job as AnyFunction)(...args)],
);

export const jobs: Record<string, Job> = {
  ...Object.fromEntries([...onFiles, ...others]),
  ...blobJobs,
};
