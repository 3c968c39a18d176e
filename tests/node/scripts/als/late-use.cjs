// Storages made while promises are already pending.
const before = Promise.resolve();
let release;
const slow = (async () => {
  await new Promise((resolve) => (release = resolve));
})();

setTimeout(() => {
  const { AsyncLocalStorage } = require('async_hooks');
  const als = new AsyncLocalStorage();
  const log = (text) => console.log(text, als.getStore());
  before.then(() => log('outside'));
  als.run(1, () => before.then(() => log('one')));
  als.run(2, async () => {
    await slow;
    log('two');
  });
  slow.then(() => log('none'));
  const p = Promise.resolve();
  p.then(() => als.enterWith('leak'));
  p.then(() => log('no leak'));
  setTimeout(release);
}, 1);
