/** /mnt/durable where no container runs, and what its errors mean. */
import { scripts } from 'virtual:in-step/embedded-node';
import { DiskBroker, type DiskProblem, type DiskReply, type DiskRequest } from '../node/index.ts';
import { DurableError } from './words.ts';

/** Leaves nothing on the disk, where no container of this tab has it. Rejects with a `DurableError`. */
export async function wipeDisk(): Promise<void> {
  const disk = new DiskBroker(scripts.disk);
  try {
    const port = await disk.connect();
    const reply = await new Promise<DiskReply>((resolve) => {
      port.onmessage = ({ data }: MessageEvent<DiskReply>) => resolve(data);
      port.postMessage({ id: 1, op: 'wipe' } satisfies DiskRequest);
    });
    if ('problem' in reply) throw new DurableError(reply.problem, reply.detail);
  } finally {
    disk.close();
  }
}

const PROBLEMS: Record<string, DiskProblem> = {
  ENODEV: 'absent',
  EACCES: 'denied',
  EBUSY: 'in-use',
  ENOSPC: 'full',
};

/** The container's error of a POSIX code as what it means of the disk. */
export function durableError({
  code = '',
  message,
}: {
  code?: string;
  message: string;
}): DurableError {
  return new DurableError(PROBLEMS[code] ?? 'failed', message);
}
