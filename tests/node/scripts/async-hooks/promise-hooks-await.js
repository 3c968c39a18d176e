// What v8.promiseHooks tells of an await: the promise that goes on with the function. (Not of the
// promise that an async function gives, of which a page hears only when something waits for it.)
const { promiseHooks } = require('node:v8');
const { setTimeout: sleep } = require('node:timers/promises');

const awaited = new Map();
const waits = new Map();
const told = [];

function watched(name, promise) {
  awaited.set(promise, name);
  return promise;
}

function tell(event, promise) {
  if (waits.has(promise)) told.push(`${event} ${waits.get(promise)}`);
}

async function main() {
  const stop = promiseHooks.createHook({
    init(promise, parent) {
      if (awaited.has(parent)) waits.set(promise, awaited.get(parent));
      tell('init', promise);
    },
    before: (promise) => tell('before', promise),
    after: (promise) => tell('after', promise),
    settled: (promise) => tell('settled', promise),
  });
  queueMicrotask(() => told.push('microtask'));
  await watched('a promise', Promise.resolve());
  told.push('goes on');
  queueMicrotask(() => told.push('microtask'));
  await watched('a timer', sleep(1));
  told.push('goes on');
  try {
    await watched('a rejection', Promise.reject(new Error('fails')));
  } catch (error) {
    told.push(error.message);
  }
  process.nextTick(() => told.push('tick'));
  setImmediate(() => {
    stop();
    console.log(told.join('\n'));
  });
}

main();
