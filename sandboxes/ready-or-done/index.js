// @ts-check
// A model: one program and three sockets, and two ways to learn of bytes.
import { lane } from '#timeline';
import { drain } from './exercise.js';
import { createKernel, SOCKETS } from './kernel.js';

const program = lane('program');

// Readiness: it is told that a read would not have to wait. Then it reads.
await run('readiness', async (kernel, letters) => {
  const buffer = Buffer.alloc(12); // one for all: it is needed only to read
  for (;;) {
    const ready = await kernel.ready();
    if (ready.length === 0) return;
    for (const socket of ready) {
      const length = kernel.read(socket, buffer);
      if (length === 'EAGAIN') continue;
      letters[socket] += buffer.toString('latin1', 0, length);
    }
  }
});

// Completion: it asks beforehand. It is told that the bytes have been read.
await run('completion', async (kernel, letters) => {
  for (const socket of SOCKETS) kernel.submit(socket, Buffer.alloc(12));
  for (;;) {
    const done = await kernel.enter();
    if (done.length === 0) return;
    for (const { socket, buffer, length } of done) {
      letters[socket] += buffer.toString('latin1', 0, length);
      kernel.submit(socket, buffer);
    }
  }
});

// Your turn: readiness, but told only once of the same bytes. (The edge is
// the moment in which something comes.) See exercise.js.
await run('your turn', async (kernel, letters) => {
  const buffer = Buffer.alloc(12);
  for (;;) {
    const ready = await kernel.ready({ edge: true });
    if (ready.length === 0) return;
    for (const socket of ready) {
      letters[socket] += drain(kernel, socket, buffer);
    }
  }
});

/**
 * @param {string} way
 * @param {(
 *   kernel: ReturnType<typeof createKernel>,
 *   letters: Record<string, string>,
 * ) => Promise<void>} read
 */
async function run(way, read) {
  const letters = { A: '', B: '', C: '' };
  const kernel = createKernel(program);
  await program.span(way, () => read(kernel, letters));
  const { calls, held, unread } = kernel.count();
  console.log(`${way}: ${Object.values(letters).join(' ')}`);
  console.log(`  calls ${calls}, buffers held ${held}, unread ${unread}`);
}
