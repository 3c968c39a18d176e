// @ts-check
import { once } from 'node:events';
import { counter } from '#timeline';

/**
 * @typedef {{ name: string, ms: number }} Job
 * @typedef {import('node:worker_threads').Worker} Worker
 */

const countWaiting = counter('waiting');

/** A few threads, and one queue for whatever they cannot take yet. */
export class Pool {
  /** @type {{ job: Job, done: (result: string) => void }[]} */
  #queue = [];
  /** @type {Worker[]} */
  #idle;

  /** @param {Worker[]} workers */
  constructor(workers) {
    this.#idle = [...workers];
  }

  /**
   * Queues a job and promises its result.
   * @param {Job} job
   * @returns {Promise<string>}
   */
  run(job) {
    return new Promise((done) => {
      this.#queue.push({ job, done });
      countWaiting(this.#queue.length);
      this.#next();
    });
  }

  /** Gives the first job of the queue to a thread, if one is idle. */
  async #next() {
    const [first] = this.#queue;
    const [worker] = this.#idle;
    if (!first || !worker) return;
    this.#queue.shift();
    this.#idle.shift();
    countWaiting(this.#queue.length);
    worker.postMessage(first.job);
    const [result] = await once(worker, 'message');
    this.#idle.push(worker);
    first.done(result);
    this.#next();
  }
}
