// @ts-check
// The primary. It acknowledges each write in its own way, and dies at the
// very moment when it has acknowledged the last.
import { lane } from '#timeline';
import { Link } from './link.js';

const primary = lane('primary');
const [way = '', far, near] = process.argv.slice(2);
const links = [
  await Link.to('far', Number(far), 120), // ms for each way
  await Link.to('near', Number(near), 20),
];

/** @type {Record<string, (replies: Promise<void>[]) => unknown>} */
const ways = {
  asynchronous: () => {},
  'one of two': (replies) => Promise.any(replies),
  all: (replies) => Promise.all(replies),
};

process.on('message', async (/** @type {any} */ question) => {
  const { write, request, isLast } = question;
  primary.receive(request);
  const replies = links.map(async (link) => {
    const message = primary.send('record');
    const { reply } = await link.ask({ write, message });
    primary.receive(reply);
  });
  if (way !== 'asynchronous') await ways[way]?.(replies);
  process.send?.({ answer: primary.send('done') }, () => {
    if (isLast) die();
  });
});
process.send?.('ready');

/** What was still on its way from here does not arrive. */
function die() {
  primary.mark('dies');
  process.kill(process.pid, 'SIGKILL');
}
