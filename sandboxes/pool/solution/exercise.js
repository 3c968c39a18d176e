// @ts-check
import { Pool } from './pool.js';

/**
 * Runs jobs on some threads, and promises all results. There is one queue,
 * and whichever thread is idle takes the next job from it.
 * @param {import('node:worker_threads').Worker[]} workers
 * @param {import('./pool.js').Job[]} jobs
 * @returns {Promise<string[]>}
 */
export function runAll(workers, jobs) {
  const pool = new Pool(workers);
  return Promise.all(jobs.map((job) => pool.run(job)));
}
