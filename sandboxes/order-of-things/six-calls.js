// @ts-check
import { lane } from '#timeline';

/**
 * Six calls. Each asks for its name to be told, at a time of its own.
 * @param {string} place
 */
export function makeSixCalls(place) {
  const tell = teller(place);
  setTimeout(() => tell('timeout'), 0);
  setImmediate(() => tell('immediate'));
  Promise.resolve().then(() => tell('promise'));
  queueMicrotask(() => tell('microtask'));
  process.nextTick(() => tell('nextTick'));
  tell('sync');
}

/**
 * Tells names on a lane. Each takes a few milliseconds, to be seen there;
 * the sixth prints them all.
 * @param {string} place
 */
export function teller(place) {
  const here = lane(place);
  /** @type {string[]} */
  const told = [];

  return (/** @type {string} */ name) => {
    here.span(name, () => {
      for (let i = 0; i < 500_000; i++) Math.random();
    });
    told.push(name);
    if (told.length === 6) console.log(`${place}: ${told.join(' ')}`);
  };
}
