// When callbacks of files come: from the poll phase, after ticks and promises.
const fs = require('node:fs');

const log = [];
fs.stat(__filename, () => {
  log.push('stat');
  setImmediate(() => log.push('immediate from stat'));
  setTimeout(() => {
    log.push('timeout from stat');
    console.log(log.join('\n'));
  }, 0);
  process.nextTick(() => log.push('tick from stat'));
  Promise.resolve().then(() => log.push('promise from stat'));
});
process.nextTick(() => log.push('tick'));
Promise.resolve().then(() => log.push('promise'));
log.push('main');

// Work of one size comes back in the order in which it was asked for when only one worker does it.
process.env.UV_THREADPOOL_SIZE = '1';
const order = [];
const jobs = [];
for (let job = 0; job < 10; job++) {
  jobs.push(new Promise((resolve) => fs.stat(__filename, () => resolve(order.push(job)))));
}
Promise.all(jobs).then(() => console.log(order.join()));
