// Array.fromAsync awaits by itself: its mapper and its iterators run in the store of the call.
const { AsyncLocalStorage } = require('node:async_hooks');
const als = new AsyncLocalStorage();
const log = (...words) => console.log(...words, als.getStore());

const thenable = { then: (resolve) => (log('then'), resolve('thenable')) };
const iterable = {
  *[Symbol.iterator]() {
    try {
      for (const x of ['a', Promise.resolve('b'), thenable]) yield (log('next'), x);
    } finally {
      log('return');
    }
  },
};
async function* generator() {
  log('begins');
  yield 1;
  log('goes on');
  await null;
  yield 2;
}
const mapper = (x, i) => (log('maps', x, i), Promise.resolve(x + '!'));

const turns = async (count) => {
  for (let i = 0; i < count; i++) log('turn', i, await null);
};
async function main() {
  log(Array.fromAsync.length, String(Array.fromAsync));
  for (const items of [
    iterable,
    generator(),
    { length: 2, 0: 'x', 1: Promise.resolve('y') },
    'st',
  ]) {
    const [first, second] = [1, 2].map((store) =>
      als.run(store, () => Array.fromAsync(items, mapper)),
    );
    turns(12);
    log(...(await Promise.allSettled([first, second])));
  }
  const fails = () => {
    throw new Error('mapper failed');
  };
  for (const [items, map] of [
    [iterable, fails],
    [null],
    [[1], 2],
    [{ [Symbol.asyncIterator]: 3 }],
  ]) {
    await als.run('fails', () => Array.fromAsync(items, map)).catch((error) => log(error.message));
  }
  class Few extends Array {}
  log(
    (await Few.fromAsync([1, 2])) instanceof Few,
    await Array.fromAsync(
      [1],
      function () {
        return this.x;
      },
      { x: 7 },
    ),
  );
}
als.run('main', main);
