// Stores across every kind of suspension.
import { AsyncLocalStorage } from 'node:async_hooks';

const als = new AsyncLocalStorage();
const log = (text) => console.log(text, als.getStore());

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
async function work(name) {
  log(`${name} starts`);
  await null;
  log(`${name} after null`);
  await sleep(name === 'slow' ? 40 : 1);
  log(`${name} after sleep`);
  try {
    await Promise.reject(new Error(name));
  } catch (error) {
    log(error.message);
  } finally {
    log(`${name} finally`);
  }
  for await (const item of [1, Promise.resolve(2)]) log(`${name} ${item}`);
  for await (const item of items()) log(`${name} ${item}`);
  await using resource = {
    async [Symbol.asyncDispose]() {
      await null;
      log(`${name} disposed`);
    },
  };
  return name;
}
async function* items() {
  log('items');
  yield 'first';
  await null;
  log('between');
  yield 'second';
}
await als.run('A', work, 'fast');
log('between');
console.log(
  await Promise.all([
    als.run('B', () => work('slow')),
    als.run('C', () => work('fast')),
    work('none'),
  ]),
);
log('top level');
als.enterWith('top');
await sleep(1);
log('entered, after await');
