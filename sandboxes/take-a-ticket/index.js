// @ts-check
// A client with three long jobs. It takes a ticket for each, sees who is
// before it, and comes back until its results are there.
import { setTimeout as pause } from 'node:timers/promises';
import { heartbeat, lane } from '#timeline';
import { openCounter } from './counter.js';

const client = lane('client');
const stopHeart = heartbeat(lane("server's event loop"), 20);
const counter = await openCounter(3030);
await get('/jobs'); // nothing yet

const tickets = [await take(), await take(), await take()];
for (const { status, location } of tickets) {
  console.log(`POST /jobs: ${status} Accepted, Location: ${location}`);
}

for (const { id, state, before } of await get('/jobs')) {
  const place = state === 'waiting' ? `, ${before ?? '?'} before it` : '';
  console.log(`Ticket ${id}: ${state}${place}`);
}

for (const { location } of tickets) {
  let job = await get(location);
  while (job.state !== 'done') {
    await pause(300);
    job = await get(location);
  }
  console.log(`GET ${location}: done, ${job.result}`);
}
stopHeart();

// Your turn as a client: the counter's page stands beside this output.
console.log('The counter closes when nobody has come for 3 seconds.');
while (counter.idleFor() < 3000) await pause(100);
await counter.close();

async function take() {
  const end = client.begin('takes a ticket');
  const mail = String(client.send('POST /jobs'));
  const response = await fetch(`${counter.address}/jobs`, {
    method: 'POST',
    headers: { mail },
  });
  client.receive(Number(response.headers.get('mail')));
  await response.text();
  end();
  const location = String(response.headers.get('location'));
  return { status: response.status, location };
}

/** @param {string} path */
function get(path) {
  return client.span('asks', async () => {
    const response = await fetch(counter.address + path);
    return /** @type {any} */ (await response.json());
  });
}
