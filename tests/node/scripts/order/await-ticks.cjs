// How many microtasks each kind of await takes.
const order = [];
const ticks = (async () => {
  for (let i = 0; i < 10; i++) {
    order.push(i);
    await null;
  }
})();
class Derived extends Promise {}
const kinds = {
  value: async () => await 1,
  promise: async () => await Promise.resolve(),
  derived: async () => await Derived.resolve(),
  thenable: async () =>
    await {
      then(resolve) {
        resolve();
      },
    },
  asyncFunction: async () => await (async () => {})(),
  returnsPromise: async () => Promise.resolve(),
  returnsAsync: async () => (async () => {})(),
  adopted: () => new Promise((resolve) => resolve(Promise.resolve())),
  thenReturnsPromise: () => Promise.resolve().then(() => Promise.resolve()),
  all: () => Promise.all([1]),
  race: () => Promise.race([1]),
  allSettled: () => Promise.allSettled([1]),
  finally: () => Promise.resolve().finally(() => {}),
  caught: () => Promise.reject(1).catch(() => {}),
  tryCatch: async () => {
    try {
      await Promise.reject(1);
    } catch {}
  },
  forAwait: async () => {
    for await (const x of [1]);
  },
  generator: async () => {
    for await (const x of (async function* () {
      yield 1;
    })());
  },
  delegated: async () => {
    for await (const x of (async function* () {
      yield* [1];
    })());
  },
  using: async () => {
    await using x = null;
  },
};
for (const [name, start] of Object.entries(kinds)) start().then(() => order.push(name));
ticks.then(() => console.log(order.join(' ')));
