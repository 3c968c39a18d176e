// @ts-check
// A replica. It takes each record into its log, and acknowledges it.
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { lane } from '#timeline';

const name = process.argv[2] ?? 'replica';
const replica = lane(name);
/** @type {number[]} */
const log = [];

const server = createServer((socket) => {
  createInterface({ input: socket }).on('line', (line) => {
    const { id, position, message } = JSON.parse(line);
    replica.receive(message);
    log.push(position);
    const reply = replica.send('acknowledged');
    socket.write(`${JSON.stringify({ id, reply })}\n`);
  });
});
server.listen(0, () => {
  const address = server.address();
  process.send?.(typeof address === 'object' && address?.port);
});
process.on('disconnect', () => server.close());
