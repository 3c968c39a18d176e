// A worker's event loop utilization, seen by its parent: none, idle, busy, ended.
const { Worker } = require('worker_threads');
const worker = new Worker(
  `const { parentPort } = require('worker_threads');
  parentPort.on('message', (milliseconds) => {
    if (milliseconds === 'end') return parentPort.close();
    const end = performance.now() + milliseconds;
    while (performance.now() < end);
    parentPort.postMessage('done');
  });`,
  { eval: true },
);
const { eventLoopUtilization } = worker.performance;
console.log('before', eventLoopUtilization());
worker.on('exit', () => console.log('after', eventLoopUtilization()));
worker.once('online', function idle() {
  const { idle: slept, active, utilization } = eventLoopUtilization();
  if (slept < 10) return setTimeout(idle, 10);
  console.log('idle', active > 0, utilization > 0 && utilization < 1);
  const busyFrom = eventLoopUtilization();
  worker.once('message', () => {
    const { active } = eventLoopUtilization(busyFrom);
    console.log('busy for as long as asked', active >= 49);
    const both = eventLoopUtilization(eventLoopUtilization(), busyFrom);
    console.log('between two', both.active >= 49);
    worker.postMessage('end');
  });
  worker.postMessage(50);
});
