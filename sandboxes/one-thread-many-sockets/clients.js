// @ts-check
// A thousand clients. They connect, and do nothing until they are told to.
import { once } from 'node:events';
import { connect } from 'node:net';
import { parentPort, workerData as port } from 'node:worker_threads';
import { lane } from '#timeline';

/** @type {import('node:net').Socket[]} */
const sockets = [];

parentPort?.on('message', async (command) => {
  if (command === 'goodbye') {
    for (const socket of sockets) socket.destroy();
    return parentPort?.close();
  }
  let done;
  if (command === 'connect') done = await connectAll();
  if (command === 'one speaks') done = await ask(700, 'hello');
  if (command === 'six speak') done = await askSix();
  parentPort?.postMessage(done);
});

/** Fifty at a time, so that the queue of new connections is not flooded. */
async function connectAll() {
  while (sockets.length < 1_000) {
    const next = Array.from({ length: 50 }, () =>
      connect(port, '127.0.0.1'),
    );
    // The server's first word says that it knows of the connection.
    await Promise.all(next.map((socket) => once(socket, 'data')));
    sockets.push(...next);
  }
}

/** One wants a lot of the server, and five others want hardly anything. */
async function askSix() {
  /** @type {string[]} */
  const answers = [];
  const all = [11, 12, 13, 14, 15, 16].map(async (number) => {
    answers.push(await ask(number, number === 11 ? 'a hash' : 'hello'));
  });
  await Promise.all(all);
  return answers;
}

/**
 * @param {number} number
 * @param {string} question
 * @returns {Promise<string>} the answer
 */
async function ask(number, question) {
  const here = lane(`client ${number}`);
  const socket = sockets[number - 1];
  socket?.write(JSON.stringify({ question, mail: here.send(question) }));
  const [bytes] = await once(/** @type {any} */ (socket), 'data');
  const { text, mail } = JSON.parse(bytes.toString());
  here.receive(mail);
  return text;
}
