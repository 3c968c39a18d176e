// Timers that make timers, and immediates that make immediates. One group starts when the other has
// ended, so that no order depends on how long anything takes.
const log = (what) => console.log(what);
setImmediate(() => {
  log('immediate 1');
  setImmediate(() => {
    log('immediate of immediate');
    setImmediate(timers);
  });
  process.nextTick(() => log('tick of immediate'));
});
setImmediate(() => log('immediate 2'));

function timers() {
  setTimeout(() => {
    log('timeout a');
    Promise.resolve().then(() => log('promise between timeouts'));
    process.nextTick(() => log('tick between timeouts'));
    setTimeout(interval, 20);
  }, 10);
  setTimeout(() => log('timeout b'), 10);
  setTimeout(() => log('timeout c'), 10);
}

function interval() {
  let count = 0;
  const timer = setInterval(() => {
    log('interval ' + ++count);
    setImmediate(() => log('immediate of interval'));
    if (count === 3) clearInterval(timer);
  }, 5);
}
