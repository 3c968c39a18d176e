// Timers that make timers, and immediates that make immediates.
const log = (what) => console.log(what);
setImmediate(() => {
  log('immediate 1');
  setImmediate(() => log('immediate of immediate'));
  setTimeout(() => log('timeout of immediate'), 5);
  process.nextTick(() => log('tick of immediate'));
});
setImmediate(() => log('immediate 2'));
setTimeout(() => {
  log('timeout a');
  Promise.resolve().then(() => log('promise between timeouts'));
  process.nextTick(() => log('tick between timeouts'));
  setTimeout(() => log('timeout of timeout'), 100);
}, 60);
setTimeout(() => log('timeout b'), 60);
setTimeout(() => log('timeout c'), 60);
let count = 0;
const interval = setInterval(() => {
  log('interval ' + ++count);
  if (count === 3) clearInterval(interval);
}, 90);
