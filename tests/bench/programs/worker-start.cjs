const { Worker } = require('worker_threads');

const source = `require('worker_threads').parentPort.postMessage('up')`;
const start = performance.now();
const worker = new Worker(source, { eval: true });
worker.once('message', () => console.log('result', performance.now() - start));
