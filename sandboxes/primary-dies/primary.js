// @ts-check
// The primary. It acknowledges each write in its own way. With the third the
// long link is cut.
import { lane } from '#timeline';
import { Link } from './link.js';

const [way = '', farPort, nearPort] = process.argv.slice(2);
const primary = lane(`primary, ${way}`);
const far = await Link.to('far', Number(farPort), 20); // ms for each way
const near = await Link.to('near', Number(nearPort), 5);

/** @type {Record<string, (replies: Promise<void>[]) => unknown>} */
const ways = {
  asynchronous: () => {},
  'one of two': (replies) => Promise.any(replies),
  all: (replies) => Promise.all(replies),
};

process.on('message', async (/** @type {number} */ write) => {
  if (write === 3) {
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
});
process.send?.('ready');
