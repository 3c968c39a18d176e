// @ts-check
// The letterbox for answers: two numbers in memory that both threads see,
// the answer (0 until there is one) and the message that brought it.
const ANSWER = 0;
const MAIL = 1;

export const create = () => new Int32Array(new SharedArrayBuffer(8));

/**
 * Comes back at once: the answer, or 0 for "not yet".
 * @param {Int32Array} box
 */
export function peek(box) {
  return Atomics.load(box, ANSWER);
}

/**
 * Comes back when there is an answer. The thread sleeps until then.
 * @param {Int32Array} box
 */
export function sleepUntilFull(box) {
  while (peek(box) === 0) Atomics.wait(box, ANSWER, 0);
}

/**
 * Comes back at once, and calls back when there is an answer.
 * @param {Int32Array} box
 * @param {(value?: any) => void} callback
 */
export function onceFull(box, callback) {
  const { async, value } = Atomics.waitAsync(box, ANSWER, 0);
  if (async) value.then(callback);
  else process.nextTick(callback);
}

/**
 * Empties the box.
 * @param {Int32Array} box
 * @param {import('#timeline').Lane} lane
 */
export function take(box, lane) {
  lane.receive(Atomics.load(box, MAIL));
  return Atomics.exchange(box, ANSWER, 0);
}

/**
 * Puts an answer in, and wakes whoever sleeps for it.
 * @param {Int32Array} box
 * @param {number} answer
 * @param {import('#timeline').Message} mail
 */
export function put(box, answer, mail) {
  Atomics.store(box, MAIL, mail);
  Atomics.store(box, ANSWER, answer);
  Atomics.notify(box, ANSWER);
}
