// terminate(): of one that has not begun, of an idle worker, a busy loop, one in Atomics.wait, and twice.
const { Worker } = require('worker_threads');
const { once } = require('events');
(async () => {
  const early = new Worker('console.log("never")', { eval: true });
  early.on('online', () => console.log('never'));
  console.log('before it began', await early.terminate(), early.threadId);
  for (const source of [
    'setInterval(() => {}, 1000)',
    'for (;;);',
    'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)',
    '(function again() { Promise.resolve().then(again) })()',
    'new (require("worker_threads").Worker)("for(;;);", { eval: true })',
  ]) {
    const worker = new Worker(source, { eval: true });
    worker.on('exit', (code) => console.log('exit event', code));
    await once(worker, 'online');
    console.log('terminated', await worker.terminate(), await worker.terminate(), worker.threadId);
  }
})();
