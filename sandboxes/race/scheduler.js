// @ts-check
// A scheduler for tests. Tasks run one at a time, from one `await turn(…)` to
// the next, and who goes on is not left to the clock: it is chosen here.

/** @typedef {(what: string) => Promise<void>} Turn waits until it is chosen */
/** @typedef {Record<string, (turn: Turn) => Promise<unknown>>} Tasks */

/**
 * Runs tasks in one order.
 * @param {Tasks} tasks
 * @param {(ready: string[]) => string} choose which of these goes on
 * @param {(name: string, what: string) => unknown} [watch]
 * @returns {Promise<string[]>} who went on, step by step
 */
export async function runInOrder(tasks, choose, watch) {
  /** @type {Map<string, { what: string, goOn: () => void }>} */
  const waiting = new Map();
  let running = 0;
  for (const [name, task] of Object.entries(tasks)) {
    running++;
    /** @type {Turn} */
    const turn = (what) =>
      new Promise((goOn) => waiting.set(name, { what, goOn }));
    turn('begins')
      .then(() => task(turn))
      .finally(() => running--);
  }

  const order = [];
  while (running > 0) {
    const name = choose([...waiting.keys()].sort());
    const next = waiting.get(name);
    if (!next) throw new Error('Everybody waits for somebody else.');
    await watch?.(name, next.what);
    waiting.delete(name);
    next.goOn();
    await settled();
    order.push(name);
  }
  return order;
}

/**
 * Chooses by chance, and the same each time for the same seed.
 * @param {number} seed
 * @returns {(ready: string[]) => string}
 */
export function bySeed(seed) {
  let state = seed * 7919;
  return (ready) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return ready[Math.floor((state / 2 ** 32) * ready.length)] ?? '';
  };
}

/**
 * Chooses as written down. A task that is not ready is passed over; at the
 * end of the list each runs to the end, one after the other.
 * @param {string[]} order
 * @returns {(ready: string[]) => string}
 */
export function byList(order) {
  const rest = [...order];
  return (ready) => {
    for (let name; (name = rest.shift());) {
      if (ready.includes(name)) return name;
    }
    return ready[0] ?? '';
  };
}

/** Until nothing more happens by itself: all microtasks have run. */
function settled() {
  return new Promise((resolve) => process.nextTick(resolve));
}
