// @ts-check
// The primary. It replicates asynchronously: it answers each write at once,
// and the replicas hear of it when the link lets them. The link is a model:
// the loopback network, and each record is held up on its way.
import { once } from 'node:events';
import { connect } from 'node:net';
import { lane } from '#timeline';

const primary = lane('primary');
const [farPort, nearPort] = process.argv.slice(2).map(Number);
const far = connect(farPort ?? 0);
const near = connect(nearPort ?? 0);
await Promise.all([once(far, 'connect'), once(near, 'connect')]);
let position = 0;

process.on('message', (/** @type {number} */ ms) => {
  position += 1;
  send(far, ms);
  send(near, 40);
  process.send?.({ position, answer: primary.send('done') });
});

/**
 * @param {import('node:net').Socket} socket
 * @param {number} ms
 */
function send(socket, ms) {
  const record = { position, message: primary.send('record') };
  setTimeout(() => socket.write(`${JSON.stringify(record)}\n`), ms);
}

// What is on its way arrives first.
process.on('disconnect', () => {
  for (const socket of [far, near]) setTimeout(() => socket.end(), 1000);
});
process.send?.('ready');
