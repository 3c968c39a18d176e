// @ts-check
// Node has no synchronous HTTP client. Here is one: a helper thread asks,
// and the caller sleeps until the helper wakes it.
import {
  MessageChannel,
  receiveMessageOnPort,
  Worker,
} from 'node:worker_threads';

const answered = new Int32Array(new SharedArrayBuffer(4));
const { port1: ours, port2: port } = new MessageChannel();
const helper = new Worker(new URL('asker.js', import.meta.url), {
  workerData: { answered, port },
  transferList: [port],
});
helper.unref();

/**
 * Comes back with the text of the answer.
 * @param {string} url
 * @returns {string}
 */
export function getSync(url) {
  Atomics.store(answered, 0, 0);
  ours.postMessage(url);
  Atomics.wait(answered, 0, 0);
  return receiveMessageOnPort(ours)?.message;
}
