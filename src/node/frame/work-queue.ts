/**
 * The order in which libuv's pool takes work up (`worker` and `post` of src/threadpool.c): first in,
 * first out, but for slow I/O (getaddrinfo, getnameinfo), which may have half of the workers at most.
 * It waits in a line of its own, for which one ticket stands in the common line.
 */

const TICKET = Symbol('there is slow I/O to be run');

export interface Next<Job> {
  job: Job;
  /** To be called when the job is done. */
  finished(): void;
}

export class WorkQueue<Job> {
  readonly #slowLimit: number;
  readonly #line: (Job | typeof TICKET)[] = [];
  readonly #slowLine: Job[] = [];
  #slowRunning = 0;

  constructor(workers: number) {
    this.#slowLimit = Math.floor((workers + 1) / 2);
  }

  push(job: Job, slow: boolean): void {
    if (!slow) return void this.#line.push(job);
    this.#slowLine.push(job);
    if (!this.#line.includes(TICKET)) this.#line.push(TICKET);
  }

  /** What a free worker does next; undefined if it has to wait. */
  next(): Next<Job> | undefined {
    const first = this.#line.shift();
    if (first === undefined) return undefined;
    if (first !== TICKET) return { job: first, finished() {} };
    if (this.#slowRunning >= this.#slowLimit) {
      this.#line.push(TICKET);
      // Whatever else there is comes before slow I/O that may not run now.
      return this.#line.length > 1 ? this.next() : undefined;
    }
    const job = this.#slowLine.shift();
    if (job === undefined) return this.next();
    if (this.#slowLine.length > 0) this.#line.push(TICKET);
    this.#slowRunning++;
    return { job, finished: () => void this.#slowRunning-- };
  }

  /** Takes out what has not been begun. */
  remove(unwanted: (job: Job) => boolean): void {
    for (const line of [this.#line, this.#slowLine] as unknown[][]) {
      const kept = line.filter((entry) => entry === TICKET || !unwanted(entry as Job));
      line.splice(0, line.length, ...kept);
    }
  }
}
