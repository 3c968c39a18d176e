// process.nextTick with arguments, its errors, and starvation bounded by a count.
process.nextTick((...args) => console.log(args), 1, 'two', { three: 3 });
try {
  process.nextTick('not a function');
} catch (error) {
  console.log(error.code, error.message);
}
let left = 1000;
setImmediate(() => console.log('immediate after all ticks', left));
(function again() {
  if (left-- > 0) process.nextTick(again);
})();
Promise.resolve().then(() => console.log('promise after all ticks', left));
