// @ts-check
// A replica. With each primary it begins a new log, and takes what comes.
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { lane } from '#timeline';

const name = process.argv[2] ?? 'replica';
const replica = lane(name);
/** @type {number[]} */
let log = [];

const server = createServer((socket) => {
  /** @type {number[]} */
  const writes = (log = []);
  const lines = createInterface({ input: socket });
  lines.on('error', () => {}); // the primary has died
  lines.on('line', (line) => {
    const { id, write, message } = JSON.parse(line);
    replica.receive(message);
    writes.push(write);
    const reply = replica.send('acknowledged');
    socket.write(`${JSON.stringify({ id, reply })}\n`);
  });
});
server.listen(0, () => {
  const address = server.address();
  process.send?.(typeof address === 'object' && address?.port);
});
process.on('message', () => process.send?.(log));
process.on('disconnect', () => server.close());
