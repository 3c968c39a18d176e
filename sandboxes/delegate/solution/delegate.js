// @ts-check
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { lane } from '#timeline';

export const main = lane('main thread');
export const helper = new Worker(new URL('helper.js', import.meta.url));

/**
 * Has the helper read a file, and promises its size in bytes. What goes
 * wrong there is thrown here. One file at a time.
 * @param {string} file
 */
export async function delegate(file) {
  helper.postMessage({ file, mail: main.send('please read') });
  const [answer] = await once(helper, 'message');
  main.receive(answer.mail);
  if (answer.error) throw answer.error;
  return answer.bytes;
}
