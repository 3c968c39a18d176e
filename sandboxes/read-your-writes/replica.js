// @ts-check
// A replica. It answers from what it has, but not before it has come as far
// as the reader's token asks.
import { EventEmitter, once } from 'node:events';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { lane } from '#timeline';

const name = process.argv[2] ?? 'replica';
const replica = lane(name);
const log = new EventEmitter();
let position = 0;

const server = createServer((socket) => {
  createInterface({ input: socket }).on('line', (line) => {
    const record = JSON.parse(line);
    replica.receive(record.message);
    position = record.position;
    log.emit('record');
  });
});
server.listen(0, () => {
  const address = server.address();
  process.send?.(typeof address === 'object' && address?.port);
});

process.on('message', async (/** @type {number} */ token) => {
  const end = replica.begin('reads');
  while (position < token) await once(log, 'record');
  end();
  process.send?.(position);
});
process.on('disconnect', () => server.close());
