// @ts-check
// The helper, a thread of its own. It is blocked in the main thread's stead.
import { parentPort } from 'node:worker_threads';
import { heartbeat, lane } from '#timeline';
import { readForAWhile } from './read.js';

const helper = lane('helper');
const stopHeart = heartbeat(lane("helper's event loop"), 10);

parentPort?.on('message', (request) => {
  if (request === 'goodbye') {
    stopHeart();
    return parentPort?.close();
  }
  helper.receive(request.mail);
  /** @type {{ bytes?: number, error?: unknown }} */
  let answer;
  try {
    const read = () => readForAWhile(request.file);
    answer = { bytes: helper.span('reads', read) };
  } catch (error) {
    answer = { error }; // An answer as well. Errors can be sent in messages.
  }
  parentPort?.postMessage({ ...answer, mail: helper.send('answer') });
});
parentPort?.postMessage('hello');
