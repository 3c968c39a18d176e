// @ts-check
// The primary. It acknowledges each write in its own way. With the one of
// the moment the long link is cut, or it crashes when it has said "done".
import { lane } from '#timeline';
import { Link } from './link.js';

const [way = '', fault, moment, ...ports] = process.argv.slice(2);
const [farPort = 0, nearPort = 0] = ports.map(Number);
const primary = lane(`primary, ${way}`);
const far = await Link.to('far', farPort, 120); // ms for each way
const near = await Link.to('near', nearPort, 5);

/** @type {Record<string, (replies: Promise<void>[]) => unknown>} */
const ways = {
  asynchronous: () => {},
  'one of two': (replies) => Promise.any(replies),
  all: (replies) => Promise.all(replies),
};

process.on('message', async (/** @type {number} */ write) => {
  if (fault === 'partition' && write === Number(moment)) {
    primary.mark('the long link is cut');
    far.cut();
  }
  const replies = [far, near].map(async (link) => {
    const message = primary.send('record');
    const { reply } = await link.ask({ write, message });
    primary.receive(reply);
  });
  if (way !== 'asynchronous') await ways[way]?.(replies);
  process.send?.('done');
  if (fault === 'crash' && write === Number(moment)) {
    // What has not left yet never will. The client sees to the rest.
    for (const link of [far, near]) link.cut();
  }
});
process.send?.('ready');
