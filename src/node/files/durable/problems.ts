/** What programs are told when there is no disk, or when it does not take what they write. */
import type { DiskProblem } from '../../disk/disk-protocol.ts';
import { UvError, type ErrorCode } from '../uv-error.ts';

const ERRORS: Record<DiskProblem, [code: ErrorCode, note: string]> = {
  absent: [
    'ENODEV',
    'this browser has no Origin Private File System, which is what /mnt/durable stands on',
  ],
  denied: [
    'EACCES',
    'the browser keeps its storage from this page: leave the private window, or allow this site to store data',
  ],
  'in-use': [
    'EBUSY',
    'another tab of this site has /mnt/durable: close that tab, then run this again',
  ],
  full: ['ENOSPC', 'the browser gives this site no more storage: remove files, or wipe the folder'],
  failed: ['EIO', 'the storage of the browser failed'],
};

export function diskError(problem: DiskProblem, detail: string): UvError {
  const [code, note] = ERRORS[problem];
  return new UvError(code, { note: problem === 'failed' ? `${note}: ${detail}` : note });
}
