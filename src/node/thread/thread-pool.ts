/** libuv's thread pool (uv_queue_work) as a thread sees it: jobs that run in pool workers. */
import type { PoolWork } from '../protocol.ts';
import type { Thread } from './thread.ts';

const DEFAULT_SIZE = 4;
const MAX_SIZE = 1024;

/** UV_THREADPOOL_SIZE, as uv__threadpool.c reads it. */
function poolSize(env: Record<string, string | undefined>): number {
  const value = env['UV_THREADPOOL_SIZE'];
  if (value === undefined) return DEFAULT_SIZE;
  return Math.min(Math.max(Number.parseInt(value, 10) || 1, 1), MAX_SIZE);
}

export function createSubmitWork(thread: Thread): Thread['submitWork'] {
  const pending = new Map<number, (error: unknown, value: unknown) => void>();
  let lastId = 0;
  thread.onMessage('pool-done', ({ id, error, value }) => {
    const done = pending.get(id);
    pending.delete(id);
    done?.(error, value);
  });
  return (job, args, done, { wrap, transfer } = {}) => {
    const work: PoolWork = { id: ++lastId, job, args };
    pending.set(work.id, thread.loop.request(done, wrap));
    thread.post({ type: 'pool-work', work, size: poolSize(thread.process.env) }, transfer);
  };
}
