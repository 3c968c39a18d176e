/** libuv's thread pool of one process: first in, first out, to at most `size` workers. */
import type { FrameToThread, PoolWork } from '../protocol.ts';

export type PoolDone = Extract<FrameToThread, { type: 'pool-done' }>;

/** A pool worker does one work at a time. */
export interface PoolWorker {
  run(pid: number, work: PoolWork, done: (message: PoolDone) => void): void;
  terminate(): void;
}

interface Job {
  work: PoolWork;
  done: (message: PoolDone) => void;
}

export class Pool {
  readonly #pid: number;
  readonly #take: () => PoolWorker;
  readonly #queue: Job[] = [];
  readonly #idle: PoolWorker[] = [];
  readonly #busy = new Set<PoolWorker>();
  #size: number | undefined;

  /** `take` gives a worker that is ready or will be. */
  constructor(pid: number, take: () => PoolWorker) {
    this.#pid = pid;
    this.#take = take;
  }

  /** `size` is UV_THREADPOOL_SIZE; as in libuv, the first use of the pool fixes it. */
  submit(size: number, work: PoolWork, done: (message: PoolDone) => void): void {
    this.#size ??= size;
    this.#queue.push({ work, done });
    this.#dispatch();
  }

  #dispatch(): void {
    while (this.#queue.length > 0) {
      const worker = this.#idle.pop() ?? this.#start();
      if (!worker) return;
      const { work, done } = this.#queue.shift()!;
      this.#busy.add(worker);
      worker.run(this.#pid, work, (message) => {
        this.#busy.delete(worker);
        this.#idle.push(worker);
        done(message);
        this.#dispatch();
      });
    }
  }

  #start(): PoolWorker | undefined {
    return this.#busy.size < this.#size! ? this.#take() : undefined;
  }

  /** Ends the work in flight and gives back the workers that had none. */
  end(): PoolWorker[] {
    this.#queue.length = 0;
    for (const worker of this.#busy) worker.terminate();
    return this.#idle.splice(0);
  }
}
