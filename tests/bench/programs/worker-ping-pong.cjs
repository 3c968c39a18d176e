const { Worker } = require('worker_threads');

const source = `const { parentPort } = require('worker_threads');
  parentPort.on('message', (n) => parentPort.postMessage(n + 1));`;
const worker = new Worker(source, { eval: true });
let start = 0;
worker.on('message', (n) => {
  if (n === 1) start = performance.now();
  if (n < 2001) return worker.postMessage(n);
  console.log('result', performance.now() - start);
  worker.terminate();
});
worker.postMessage(0);
