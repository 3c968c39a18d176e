// @ts-check
/**
 * Says what happens while a program runs, so that the page can draw it:
 * lanes, what takes time on them, and what goes from one to another. Each
 * event is written to standard output as one escape sequence that terminals
 * do not show: ESC ] 7717 ; JSON BEL.
 */
import { writeSync } from 'node:fs';
import { threadId } from 'node:worker_threads';

/**
 * What goes from lane to lane. A whole number, so that it can be posted to
 * another thread or laid into shared memory, and received there.
 * @typedef {number} Message
 *
 * @typedef {ReturnType<typeof lane>} Lane
 */

// Ids differ between the threads and processes of a run: 4,096 for each of
// 64 threads.
let lastId = ((process.pid % 4096) * 64 + (threadId % 64)) * 4096;

/** What a program consists of lies below it, a folder for each. */
const root = new URL('..', import.meta.url).pathname;

/**
 * A row of the timeline: a thread, a client, a disk, anything at which
 * something happens.
 * @param {string} label
 */
export function lane(label) {
  const id = String(++lastId);
  say('lane', { lane: id, label });

  return {
    id,

    /**
     * Something begins that takes time. Call what you get when it ends.
     * @param {string} label
     * @returns {() => void}
     */
    begin(label) {
      const span = String(++lastId);
      say('begin', { lane: id, span, label });
      return () => say('end', { span });
    },

    /**
     * Runs `work` and shows how long it took. If `work` gives a promise,
     * until that is settled.
     * @template T
     * @param {string} label
     * @param {() => T} work
     * @returns {T}
     */
    span(label, work) {
      const end = this.begin(label);
      /** @type {any} */
      let result;
      try {
        result = work();
        if (!(result instanceof Promise)) return result;
        return /** @type {any} */ (result.finally(end));
      } finally {
        if (!(result instanceof Promise)) end();
      }
    },

    /**
     * Something happened, just now.
     * @param {string} label
     */
    mark(label) {
      say('mark', { lane: id, label });
    },

    /**
     * A message leaves this lane. Give what you get to whoever receives it.
     * @param {string} label
     * @returns {Message}
     */
    send(label) {
      const message = ++lastId;
      say('send', { lane: id, message: String(message), label });
      return message;
    },

    /**
     * A message arrives on this lane.
     * @param {Message} message
     */
    receive(message) {
      say('receive', { lane: id, message: String(message) });
    },
  };
}

/**
 * Beats on a lane every few milliseconds, as long as this thread's event
 * loop turns. While a synchronous call keeps the thread, there is no beat.
 * @param {Lane} lane
 * @param {number} ms
 * @returns {() => void} stops it
 */
export function heartbeat(lane, ms) {
  say('beat', { lane: lane.id });
  const timer = setInterval(() => say('beat', { lane: lane.id }, null), ms);
  return () => clearInterval(timer);
}

/**
 * A number that changes, such as the length of a queue. Call what you get
 * with its value.
 * @param {string} name
 * @param {string} [unit]
 * @returns {(value: number) => void}
 */
export function counter(name, unit) {
  return (value) => say('counter', { counter: name, value, unit });
}

/**
 * Written synchronously: the events of a worker leave even while the main
 * thread is blocked.
 * @param {string} type
 * @param {object} facts
 * @param {string | null} source which line says so, if one does
 */
function say(type, facts, source = callingLine()) {
  const at = performance.timeOrigin + performance.now();
  const json = JSON.stringify({
    type,
    at,
    ...facts,
    ...(source && { source }),
  });
  const ascii = json.replace(/[^ -~]/g, escape);
  let bytes = Buffer.from(`\x1b]7717;${ascii}\x07`);
  while (bytes.length > 0) {
    try {
      bytes = bytes.subarray(writeSync(1, bytes));
    } catch (/** @type {any} */ error) {
      if (error.code !== 'EAGAIN') throw error;
      sleep(1); // The pipe is full: let its reader catch up.
    }
  }
}

/**
 * The line of the program that runs, such as `index.js:12`: the uppermost
 * one on the stack that is neither of this folder nor of a package. None
 * where Node calls by itself.
 */
function callingLine() {
  for (const frame of String(new Error().stack).split('\n')) {
    const start = frame.indexOf(root);
    if (start === -1) continue;
    const [, folder, line] =
      /^([^/:]+)\/(.+?:\d+)/.exec(frame.slice(start + root.length)) ?? [];
    if (folder && folder !== 'timeline' && folder !== 'node_modules') {
      return line ?? null;
    }
  }
  return null;
}

/** @param {string} char */
function escape(char) {
  return '\\u' + char.charCodeAt(0).toString(16).padStart(4, '0');
}

/** @param {number} ms */
function sleep(ms) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
