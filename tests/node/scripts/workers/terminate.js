// terminate(): of an idle worker, a busy loop, one in Atomics.wait, and twice.
const { Worker } = require('worker_threads');
const { once } = require('events');
(async () => {
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
