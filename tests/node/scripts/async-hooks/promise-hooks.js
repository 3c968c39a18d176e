// What v8.promiseHooks tells of promises: which, in which order, and of which parent.
const { promiseHooks } = require('node:v8');

const thenable = {
  then(resolve) {
    told.push('then of a thenable');
    resolve(2);
  },
};

const programs = {
  'the constructor': () => new Promise((resolve) => resolve(1)),
  'resolved with a thenable': () => new Promise((resolve) => resolve(thenable)),
  'resolved with a promise': () => {
    const first = Promise.resolve(1);
    new Promise((resolve) => (resolve(first), resolve(2)));
  },
  'resolved with itself': () => {
    const { promise, resolve } = Promise.withResolvers();
    resolve(promise);
    promise.catch(() => {});
  },
  'resolved with a then that throws': () =>
    Promise.resolve(Object.defineProperty({}, 'then', { get: () => fail() })).catch(() => {}),
  'an executor that throws': () => new Promise(fail).catch(() => {}),
  'rejected twice': () =>
    new Promise((resolve, reject) => (reject(1), reject(2), resolve(3))).catch(() => {}),
  'no executor': () => attempt(() => new Promise(1)),
  'Promise.reject': () => Promise.reject(1).catch(() => {}),
  'the same promise': () => Promise.resolve(Promise.resolve(1)),
  'a reaction without callbacks': () => Promise.resolve(1).then(),
  'a rejection that passes': () =>
    Promise.reject(1)
      .then(() => {})
      .catch(() => {}),
  'a reaction that throws': () =>
    Promise.resolve(1)
      .then(fail)
      .catch(() => {}),
  'a reaction that gives a promise': () => Promise.resolve(1).then(() => Promise.resolve(2)),
  finally: () => Promise.resolve(1).finally(() => {}),
  'finally of a rejection': () =>
    Promise.reject(1)
      .finally(() => Promise.resolve(2))
      .catch(() => {}),
  all: () => Promise.all([Promise.resolve(1), 2]),
  allSettled: () => Promise.allSettled([1, Promise.reject(2)]),
  any: () => Promise.any([1]),
  race: () => Promise.race([1, 2]),
  try: () => Promise.try(() => told.push('tries')),
  'a subclass': () => new (class extends Promise {})((resolve) => resolve(1)).then(() => {}),
  'statics of a subclass': () => {
    class Special extends Promise {}
    Special.resolve(1);
    Special.all([1]);
  },
};

let told;
let names;

function fail() {
  throw new Error('fails');
}

function attempt(run) {
  try {
    run();
  } catch (error) {
    told.push(error.message);
  }
}

function nameOf(promise) {
  if (!names.has(promise)) names.set(promise, `p${names.size + 1}`);
  return names.get(promise);
}

function run([title, program], ...others) {
  told = [];
  names = new Map();
  const stop = promiseHooks.createHook({
    init: (promise, parent) =>
      told.push(`init ${nameOf(promise)}${parent ? ` of ${nameOf(parent)}` : ''}`),
    before: (promise) => told.push(`before ${nameOf(promise)}`),
    after: (promise) => told.push(`after ${nameOf(promise)}`),
    settled: (promise) => told.push(`settled ${nameOf(promise)}`),
  });
  program();
  told.push('|');
  setImmediate(() => {
    stop();
    console.log(`${title}: ${told.join(', ')}`);
    if (others.length > 0) run(...others);
  });
}

run(...Object.entries(programs));
