/** The jobs that a pool worker can do, by name. */
import { cryptoJobs } from '../crypto/jobs.ts';
import type { FileClient } from '../files/client.ts';
import { fileJobs } from '../files/jobs/index.ts';

/** `files`: the operations of the process that asked. */
export type Job = (files: FileClient, ...args: any[]) => unknown;

export const jobs: Record<string, Job> = {
  ...fileJobs,
  ...Object.fromEntries(
    Object.entries(cryptoJobs).map(([name, job]): [string, Job] => [
      name,
      (_files, ...args) => (job as (...args: any[]) => unknown)(...args),
    ]),
  ),
};
