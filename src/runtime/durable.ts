/**
 * The page's part of /mnt/durable: it starts the broker of the disk (src/node/disk), a worker of
 * this origin that has two files in the Origin Private File System and nothing else.
 */
import { scripts } from 'virtual:in-step/embedded-node';
import type { DiskProblem, DiskReply, DiskRequest } from '../node/disk/disk-protocol.ts';
import { DurableError } from './words.ts';

export class DurableDisk {
  #worker: Worker | undefined;
  #isClosed = false;

  /** Starts the broker; the port takes its requests. Rejects where its script cannot be had. */
  async connect(): Promise<MessagePort> {
    if (this.#isClosed) throw new Error('The embedded Node is not running any more.');
    const worker = (this.#worker = new Worker(scripts.disk));
    const { port1, port2 } = new MessageChannel();
    worker.postMessage(null, [port1]);
    await new Promise((resolve, reject) => {
      worker.onmessage = resolve;
      worker.onerror = () => reject(new Error(`${scripts.disk} could not be loaded.`));
    });
    return port2;
  }

  /** Ends the broker, which gives the disk back. */
  close(): void {
    this.#isClosed = true;
    this.#worker?.terminate();
  }
}

/** Leaves nothing on the disk, where no container of this tab has it. Rejects with a `DurableError`. */
export async function wipeDisk(): Promise<void> {
  const disk = new DurableDisk();
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
