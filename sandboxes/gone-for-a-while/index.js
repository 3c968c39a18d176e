// @ts-check
// A stream of twelve events, and four clients. One stays. Three lose their
// connection and come back: what have they missed?
import { Client } from './client.js';
import { openStream } from './stream.js';

const stream = await openStream(6); // as many events as it keeps
const stays = new Client('stays', stream.address);
const forgets = new Client('forgets', stream.address);
const remembers = new Client('remembers', stream.address);
const longGone = new Client('long gone', stream.address);
const all = [stays, forgets, remembers, longGone];
await Promise.all(all.map((client) => client.connect()));

await publish(1, 2);
longGone.leave();
await publish(3);
forgets.leave();
remembers.leave();
await publish(4, 5, 6, 7, 8);

// Both are back. One says which event was the last that it has seen.
await forgets.connect();
await remembers.connect({ lastEventId: remembers.lastId });
await publish(9, 10, 11);

// So does the third, but it has been away for longer: see exercise.js.
await longGone.connect({ lastEventId: longGone.lastId });
await publish(12);

for (const { name, jobs, got } of all) {
  const known = [...jobs].sort((a, b) => a - b).join(' ');
  console.log(`${name}: knows of jobs ${known}; got ${got} events`);
}
for (const client of all) client.leave();
stream.close();

/**
 * Publishes some events, and waits until all that are there have them.
 * @param {number[]} jobs
 */
async function publish(...jobs) {
  for (const job of jobs) {
    stream.publish(job);
    const there = all.filter(({ isConnected }) => isConnected);
    await Promise.all(there.map((client) => client.until(job)));
  }
}
