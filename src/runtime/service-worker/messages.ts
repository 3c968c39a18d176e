/** What a page asks of the worker, each with a MessagePort for the answers. */
import type { KeepFailure } from './keep.ts';

export type PageToWorker =
  | {
      /** Sent by every page when it is idle. */
      type: 'hello';
      /** The version that it was loaded with. */
      version: string;
      /** Addresses of what it has loaded. */
      used: string[];
      /** False where the reader saves data: then only what was used is kept. */
      keepsNeeded: boolean;
    }
  /** All the site is to be kept, in this version and the next ones, or no longer. */
  | { type: 'keep-all' }
  | { type: 'keep-less' };

export type WorkerToPage =
  /** Bytes so far, of all. */
  | { type: 'progress'; bytes: number; of: number }
  /** The last answer. */
  | { type: 'kept'; what: 'used' | 'needed' | 'all' }
  | { type: 'failed'; reason: KeepFailure };
