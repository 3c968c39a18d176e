// With listeners: unhandledRejection, then rejectionHandled.
process.on('unhandledRejection', (reason, promise) => {
  console.log('unhandled', reason.message, promise instanceof Promise);
  setImmediate(() => promise.catch(() => console.log('handled late')));
});
process.on('rejectionHandled', (promise) =>
  console.log('rejectionHandled', promise instanceof Promise),
);
Promise.reject(new Error('a'));
const later = Promise.reject(new Error('handled in time'));
process.nextTick(() => later.catch((error) => console.log(error.message)));
(async () => {
  throw new TypeError('from async');
})();
new Promise((_, reject) => setTimeout(reject, 100, new Error('from a timer')));
