// @ts-check
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/**
 * Adds up each of the parts on another thread. It starts one for each of
 * them. Do with one thread.
 * @param {Uint8Array[]} parts
 */
export async function sumAll(parts) {
  const sums = [];
  for (const part of parts) {
    const adder = new Worker(new URL('adder.js', import.meta.url));
    adder.postMessage(part);
    const [sum] = await once(adder, 'message');
    sums.push(sum);
    await adder.terminate();
  }
  return sums;
}
