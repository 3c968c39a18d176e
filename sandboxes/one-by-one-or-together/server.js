// @ts-check
// A slow server on this machine, and how to ask it.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { lane } from '#timeline';

/** How many milliseconds the server takes for each question. */
const takes = { A: 180, B: 60, C: 60, D: 180, E: 60, F: 60, '?': 10 };

const server = createServer((request, response) => {
  const question = decodeURIComponent(request.url?.slice(1) ?? '');
  setTimeout(
    () => {
      response.statusCode = question === '?' ? 400 : 200;
      response.end(question.toLowerCase());
    },
    takes[/** @type {keyof takes} */ (question)],
  );
});
await once(server.listen(0, '127.0.0.1'), 'listening');
const { port } = /** @type {import('node:net').AddressInfo} */ (
  server.address()
);

/**
 * Somebody who asks, on a lane of the timeline, and counts what is under way.
 * @param {string} name
 */
export function asker(name) {
  const here = lane(name);
  let underWay = 0;

  return {
    here,
    underWay: () => underWay,

    /**
     * Sends the question at once. What comes back is a promise of the answer.
     * @param {string} question
     */
    async ask(question) {
      const end = here.begin(question);
      underWay++;
      try {
        const url = `http://127.0.0.1:${port}/${encodeURIComponent(question)}`;
        const response = await fetch(url);
        if (!response.ok) throw new Error(`refused: ${question}`);
        return await response.text();
      } finally {
        underWay--;
        end();
      }
    },
  };
}

export const close = () => server.close();
