// Everything that a worker posted before it ended arrives before its exit event.
const { Worker, isMainThread, parentPort } = require('worker_threads');
if (isMainThread) {
  let sum = 0;
  const worker = new Worker(__filename);
  worker.on('message', (number) => (sum += number));
  worker.on('exit', (code) => console.log('exit', code, sum));
} else {
  for (let i = 1; i <= 500; i++) parentPort.postMessage(i);
  console.log('x'.repeat(20000).length, 'printed before the exit');
  process.exit(2);
}
