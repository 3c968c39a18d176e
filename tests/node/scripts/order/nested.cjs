// Ticks and microtasks between timers, between immediates, and in each other.
const log = (text) => console.log(text);
const spread = (name) => {
  log(name);
  process.nextTick(() => {
    log(`${name} tick`);
    Promise.resolve().then(() => {
      log(`${name} tick promise`);
      process.nextTick(() => log(`${name} tick promise tick`));
    });
    process.nextTick(() => log(`${name} tick tick`));
  });
  Promise.resolve().then(() => {
    log(`${name} promise`);
    process.nextTick(() => log(`${name} promise tick`));
    queueMicrotask(() => log(`${name} promise microtask`));
  });
};
spread('main');
setTimeout(() => {
  spread('timeout 1');
  setTimeout(() => {
    setImmediate(() => {
      spread('immediate 1');
      setImmediate(() => spread('immediate 3'));
    });
    setImmediate(() => spread('immediate 2'));
  }, 1);
}, 1);
setTimeout(() => spread('timeout 2'), 1);
process.on('exit', () => {
  log('exit');
  process.nextTick(() => log('never'));
  Promise.resolve().then(() => log('promise in exit'));
});
process.once('beforeExit', () => {
  log('beforeExit');
  setImmediate(() => spread('revived'));
});
