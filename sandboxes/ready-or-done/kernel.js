// @ts-check
// A model of a kernel. There are no sockets, only texts that arrive after a
// while. What it shows is who is told what and when, and who copies. Each
// copy is made to last a few milliseconds, to be seen.
import { lane } from '#timeline';

const here = lane('kernel');

/** What arrives: at which socket, after how many milliseconds. */
const arrivals = [
  {
    socket: 'A',
    after: 40,
    text: 'a long letter for you, with news of everybody.',
  },
  { socket: 'B', after: 80, text: 'a note.' },
  { socket: 'C', after: 120, text: 'another.' },
];

export const SOCKETS = ['A', 'B', 'C'];

/**
 * @param {import('#timeline').Lane} program
 */
export function createKernel(program) {
  /** What has arrived at each socket and has not been read. */
  const waiting = new Map(SOCKETS.map((socket) => [socket, '']));
  /** Where something has arrived since the program was last told. */
  const news = new Set();
  /** @type {{ socket: string, buffer: Buffer }[]} */
  const requests = [];
  let toCome = arrivals.length;
  let calls = 0;
  let held = 0;
  let wake = () => {};

  for (const { socket, after, text } of arrivals) {
    setTimeout(() => {
      here.mark(socket);
      waiting.set(socket, waiting.get(socket) + text);
      news.add(socket);
      toCome--;
      wake();
    }, after);
  }

  /**
   * Waits until the list is not empty, or nothing more will come.
   * @param {() => string[]} list
   */
  async function untilSome(list) {
    while (list().length === 0 && toCome > 0) {
      await new Promise((done) => (wake = () => done(undefined)));
    }
    return list();
  }

  /**
   * Copies what fits into the buffer. It is done in the time of whoever is
   * given as the first argument.
   * @param {import('#timeline').Lane} who
   * @param {string} socket
   * @param {Buffer} buffer
   */
  function copy(who, socket, buffer) {
    const text = waiting.get(socket) ?? '';
    const length = who.span('copies', () => {
      for (let i = 0; i < 500_000; i++) Math.random();
      return buffer.write(text, 'latin1');
    });
    waiting.set(socket, text.slice(length));
    return length;
  }

  return {
    /** Calls, buffers held at once in the meantime, bytes nobody has read. */
    count() {
      const unread = [...waiting.values()].join('').length;
      return { calls, held, unread };
    },

    /**
     * Like epoll_wait: at which sockets a read would not have to wait. With
     * `edge` it names each only once for what has arrived.
     */
    async ready({ edge = false } = {}) {
      calls++;
      const list = () =>
        SOCKETS.filter((name) =>
          edge ? news.has(name) : waiting.get(name),
        );
      const ready = await untilSome(list);
      news.clear();
      if (ready.length > 0) program.receive(here.send('ready'));
      return ready;
    },

    /**
     * Like read on a non-blocking socket: the number of bytes, or EAGAIN.
     * @param {string} socket
     * @param {Buffer} buffer
     */
    read(socket, buffer) {
      calls++;
      if (!waiting.get(socket)) return 'EAGAIN';
      return copy(program, socket, buffer);
    },

    /**
     * Like an entry in io_uring's submission queue. It lies in memory that
     * both sides see, so it is no call.
     * @param {string} socket
     * @param {Buffer} buffer
     */
    submit(socket, buffer) {
      requests.push({ socket, buffer });
      held = Math.max(held, requests.length);
    },

    /** Like io_uring_enter: what has been read, and is in its buffer. */
    async enter() {
      calls++;
      const names = await untilSome(() =>
        requests.map(({ socket }) => socket).filter((s) => waiting.get(s)),
      );
      const done = names.map((name) => {
        const i = requests.findIndex(({ socket }) => socket === name);
        const [request] = requests.splice(i, 1);
        if (!request) throw new Error(`Nobody asked for ${name}.`);
        const length = copy(here, name, request.buffer);
        return { ...request, length };
      });
      if (done.length > 0) program.receive(here.send('done'));
      return done;
    },
  };
}
