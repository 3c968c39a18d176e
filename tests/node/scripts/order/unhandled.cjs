// When rejections are reported.
process.on('unhandledRejection', (reason, promise) => {
  console.log('unhandled', reason.message);
  promise.catch(() => console.log('caught late'));
});
process.on('rejectionHandled', () => console.log('handled'));
Promise.reject(new Error('one'));
const p = Promise.reject(new Error('handled in a tick'));
process.nextTick(() => p.catch(() => console.log('in time')));
(async () => {
  await null;
  throw new Error('two');
})();
setTimeout(() => {
  console.log('timeout');
  Promise.reject(new Error('three'));
  process.nextTick(() => console.log('tick'));
}, 5);
