// @ts-check
// A server that accepts jobs and works on them when it is told to. A job
// is to send one mail to one customer.
import { createServer } from 'node:http';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { lane } from '#timeline';
import { sendMail } from './exercise.js';
import { openJournal } from './journal.js';

const [kind = '', folder = '', life, doomed] = process.argv.slice(2);
const here = lane(`${kind}, ${life}`);
const mails = join(folder, 'mails.txt');

const journal =
  kind === 'journal' ? openJournal(join(folder, 'journal'), here) : null;
const queue = journal?.unfinished() ?? [];
const found = queue.length;

const server = createServer((request, response) => {
  const job = Number(request.url?.slice('/jobs/'.length));
  // First it is safe, and only then is it promised.
  journal?.write({ accepted: job });
  queue.push(job);
  here.mark('202');
  response.writeHead(202, { Location: `/jobs/${job}` }).end();
});

server.listen(0, '127.0.0.1', () => {
  const { port } = /** @type {any} */ (server.address());
  process.send?.({ address: `http://127.0.0.1:${port}`, found });
});

process.once('message', async () => {
  for (let job = queue.shift(); job; job = queue.shift()) {
    const end = here.begin(`job ${job}`);
    sendMail(mails, job);
    process.send?.({ began: job });
    // What else there is to do: a model, a timer. One takes long.
    await pause(job === Number(doomed) ? 500 : 50);
    journal?.write({ done: job });
    end();
  }
  process.send?.({ isIdle: true });
});

process.once('disconnect', () => {
  server.close();
  server.closeAllConnections();
});
