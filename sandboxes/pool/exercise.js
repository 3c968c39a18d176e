// @ts-check
import { once } from 'node:events';

/**
 * Runs jobs on some threads, and promises all results. It deals the jobs
 * out like cards: the first to the first thread, the second to the second.
 * That would be fair if all jobs were equally long. Find a better way.
 * @param {import('node:worker_threads').Worker[]} workers
 * @param {import('./pool.js').Job[]} jobs
 * @returns {Promise<string[]>}
 */
export async function runAll(workers, jobs) {
  const hands = workers.map(async (worker, i) => {
    const results = [];
    for (let n = i; n < jobs.length; n += workers.length) {
      worker.postMessage(jobs[n]);
      const [result] = await once(worker, 'message');
      results.push(result);
    }
    return results;
  });
  return (await Promise.all(hands)).flat();
}
