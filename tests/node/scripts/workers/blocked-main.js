// The main thread waits while a worker works, writes a file and starts another worker.
const { Worker, isMainThread, workerData } = require('worker_threads');
const fs = require('fs');
if (isMainThread) {
  const cells = new Int32Array(new SharedArrayBuffer(8));
  fs.writeFileSync('shared.txt', 'from main');
  const worker = new Worker(__filename, { workerData: cells });
  console.log(Atomics.wait(cells, 0, 0, 20000), cells[0], fs.readFileSync('shared.txt', 'utf8'));
  worker.on('exit', (code) => console.log('exit', code));
} else {
  fs.appendFileSync('shared.txt', ' and worker');
  const inner = new Worker('require("fs").appendFileSync("shared.txt", " and its worker")', {
    eval: true,
  });
  inner.on('exit', () => {
    Atomics.store(workerData, 0, 9);
    Atomics.notify(workerData, 0);
  });
}
