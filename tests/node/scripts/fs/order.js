// When callbacks of files come: from the poll phase, after ticks and promises.
const fs = require('node:fs');

// One worker: what is asked for first comes back first.
process.env.UV_THREADPOOL_SIZE = '1';

const log = [];
process.nextTick(() => log.push('tick'));
Promise.resolve().then(() => log.push('promise'));
fs.stat(__filename, () => {
  log.push('stat');
  setImmediate(() => log.push('immediate from stat'));
  setTimeout(() => {
    log.push('timeout from stat');
    console.log(log.join('\n'));
    manyAtOnce();
  }, 0);
  process.nextTick(() => log.push('tick from stat'));
  Promise.resolve().then(() => log.push('promise from stat'));
});
log.push('main');

function manyAtOnce() {
  const order = [];
  const jobs = Array.from({ length: 10 }, async (_, job) => {
    if (job % 2) await fs.promises.stat(__filename);
    else await new Promise((resolve) => fs.readFile(__filename, resolve));
    order.push(job);
  });
  Promise.all(jobs).then(() => console.log(order.join()));
}
