/** libuv's thread pool (uv_queue_work) as a thread sees it: jobs that run in pool workers. */
import type { PoolWork } from '../protocol.ts';
import type { Thread } from './thread.ts';

const DEFAULT_SIZE = 4;
/** libuv takes up to 1,024; here each is a Web Worker. */
const MAX_SIZE = 64;

/** UV_THREADPOOL_SIZE as libuv reads it: C's atoi() into an unsigned number, and 0 means 1. */
export function poolSize(value: string | undefined): number {
  if (value === undefined) return DEFAULT_SIZE;
  const wanted = Number.parseInt(value, 10) || 1;
  return wanted < 0 ? MAX_SIZE : Math.min(wanted, MAX_SIZE);
}

export function createSubmitWork(thread: Thread): Thread['submitWork'] {
  const pending = new Map<number, (error: unknown, value: unknown) => void>();
  let lastId = 0;
  thread.onMessage('pool-done', ({ id, error, value }) => {
    const done = pending.get(id);
    pending.delete(id);
    done?.(error, value);
  });
  return (job, args, done, { wrap, transfer, slow } = {}) => {
    const work: PoolWork = { id: ++lastId, job, args, ...(slow && { slow }) };
    pending.set(work.id, thread.loop.request(done, wrap));
    const size = poolSize(thread.process.env['UV_THREADPOOL_SIZE']);
    thread.post({ type: 'pool-work', work, size }, transfer);
  };
}
