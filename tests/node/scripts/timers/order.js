// The order of every kind of task from the main script, from I/O and from each other.
const fs = require('fs');
const log = (what) => console.log(what);
setTimeout(() => log('timeout 0'));
setTimeout(() => log('timeout 1'), 1);
setImmediate(() => {
  log('immediate');
  fs.readFile(__filename, read);
});
process.nextTick(() => log('tick'));
Promise.resolve().then(() => log('promise'));
queueMicrotask(() => log('microtask'));
(async () => {
  log('async begins');
  await null;
  log('async after await');
  process.nextTick(() => log('tick from async'));
  await null;
  log('async after second await');
})();
process.nextTick(() => {
  log('second tick');
  Promise.resolve().then(() => log('promise from tick'));
  process.nextTick(() => log('tick from tick'));
});
Promise.resolve()
  .then(() => {
    process.nextTick(() => log('tick from promise'));
    return Promise.resolve().then(() => log('nested promise'));
  })
  .then(() => log('after nested promise'));
function read() {
  log('read');
  setTimeout(() => log('timeout from read'));
  setImmediate(() => log('immediate from read'));
  process.nextTick(() => log('tick from read'));
  Promise.resolve().then(() => log('promise from read'));
}
log('end of script');
