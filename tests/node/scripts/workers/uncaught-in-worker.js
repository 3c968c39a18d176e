// Nobody listens to the worker's error: it ends the parent.
const { Worker, isMainThread } = require('worker_threads');
if (isMainThread) {
  new Worker(__filename);
  setTimeout(() => console.log('never'), 10000);
} else {
  throw new Error('nobody listens');
}
