/** libuv's thread pool of one process (src/threadpool.c): first in, first out, to `size` workers. */
import type { FrameToThread, PoolWork } from '../protocol.ts';
import { WorkQueue } from './work-queue.ts';

export type PoolDone = Extract<FrameToThread, { type: 'pool-done' }>;

/** A pool worker does one work at a time. */
export interface PoolWorker {
  run(pid: number, work: PoolWork, done: (message: PoolDone) => void): void;
  terminate(): void;
}

interface Job {
  work: PoolWork;
  done: (message: PoolDone) => void;
  /** Whose work it is: `cancel` finds it by this. */
  owner: object;
}

export class Pool {
  readonly #pid: number;
  readonly #take: () => PoolWorker;
  readonly #idle: PoolWorker[] = [];
  readonly #busy = new Set<PoolWorker>();
  #queue: WorkQueue<Job> | undefined;
  #size = 0;

  /** `take` gives a worker that is ready or will be. */
  constructor(pid: number, take: () => PoolWorker) {
    this.#pid = pid;
    this.#take = take;
  }

  /** `size` is UV_THREADPOOL_SIZE; as in libuv, the first use of the pool fixes it. */
  submit(size: number, owner: object, work: PoolWork, done: (message: PoolDone) => void): void {
    if (!this.#queue) {
      this.#size = size;
      this.#queue = new WorkQueue(size);
    }
    this.#queue.push({ work, done, owner }, work.slow === true);
    this.#dispatch(this.#queue);
  }

  #dispatch(queue: WorkQueue<Job>): void {
    while (this.#busy.size < this.#size) {
      const next = queue.next();
      if (!next) return;
      const { work, done } = next.job;
      const worker = this.#idle.pop() ?? this.#take();
      this.#busy.add(worker);
      worker.run(this.#pid, work, (message) => {
        this.#busy.delete(worker);
        this.#idle.push(worker);
        next.finished();
        done(message);
        this.#dispatch(queue);
      });
    }
  }

  /** uv_cancel for all that `owner` asked for and nobody has begun. */
  cancel(owner: object): void {
    this.#queue?.remove((job) => job.owner === owner);
  }

  /** Ends the work in flight and gives back the workers that had none. */
  end(): PoolWorker[] {
    this.#queue = undefined;
    for (const worker of this.#busy) worker.terminate();
    return this.#idle.splice(0);
  }
}
