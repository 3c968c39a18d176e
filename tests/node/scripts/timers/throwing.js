// An exception in a timer does not lose the others.
process.on('uncaughtException', (error, origin) => console.log('caught', error.message, origin));
setTimeout(() => {
  process.nextTick(() => console.log('tick of the throwing timer'));
  throw new Error('one');
}, 1);
setTimeout(() => console.log('two'), 1);
setTimeout(() => console.log('three'), 2);
setImmediate(() => {
  throw new Error('in an immediate');
});
setImmediate(() => console.log('next immediate'));
process.nextTick(() => {
  throw new Error('in a tick');
});
process.nextTick(() => console.log('next tick'));
queueMicrotask(() => {
  throw new Error('in a microtask');
});
