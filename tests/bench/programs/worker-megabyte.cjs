const { Worker } = require('worker_threads');

const source = `const { parentPort } = require('worker_threads');
  parentPort.on('message', (bytes) => parentPort.postMessage(bytes.length));`;
const worker = new Worker(source, { eval: true });
const bytes = new Uint8Array(1024 * 1024);
let start = 0;
let sent = 0;
worker.on('message', (length) => {
  if (length !== bytes.length) throw new Error(`${length} bytes arrived`);
  if (sent === 1) start = performance.now();
  if (sent === 101) {
    console.log('result', performance.now() - start);
    worker.terminate();
    return;
  }
  sent++;
  worker.postMessage(bytes);
});
sent++;
worker.postMessage(bytes);
