// @ts-check
// The primary. It replicates asynchronously: it answers each write at once,
// and the replicas hear of it when the link lets them. The link is a model:
// the loopback network, and each record is held up on its way.
import { once } from 'node:events';
import { connect } from 'node:net';
import { lane } from '#timeline';

const primary = lane('primary');
const [far, near] = process.argv.slice(2).map(Number);
const links = [
  { socket: connect(far ?? 0), ms: 120 },
  { socket: connect(near ?? 0), ms: 10 },
];
for (const { socket } of links) await once(socket, 'connect');
let position = 0;

process.on('message', (/** @type {any} */ { request }) => {
  primary.receive(request);
  position += 1;
  for (const { socket, ms } of links) {
    const record = { position, message: primary.send('record') };
    setTimeout(() => socket.write(`${JSON.stringify(record)}\n`), ms);
  }
  process.send?.({ position, answer: primary.send('done') });
});

process.on('disconnect', () => {
  // What is on its way arrives first.
  for (const { socket, ms } of links) setTimeout(() => socket.end(), ms);
});
process.send?.('ready');
