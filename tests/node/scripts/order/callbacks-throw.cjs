// The loop goes on after an exception that is taken.
process.on('uncaughtException', (error, origin) => console.log('taken', error.message, origin));
process.nextTick(() => {
  throw new Error('tick');
});
process.nextTick(() => console.log('next tick'));
queueMicrotask(() => {
  throw new Error('microtask');
});
queueMicrotask(() => console.log('next microtask'));
setTimeout(() => {
  throw new Error('timeout');
}, 1);
setTimeout(() => {
  console.log('next timeout');
  setImmediate(() => {
    throw new Error('immediate');
  });
  setImmediate(() => console.log('next immediate'));
}, 1);
Promise.resolve().then(() => {
  throw new Error('promise');
});
