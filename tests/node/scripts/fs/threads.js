// Files are one for all threads of a process: contents, names and descriptors.
const fs = require('node:fs');
const { Worker, isMainThread, parentPort, workerData } = require('node:worker_threads');

if (isMainThread) {
  fs.mkdirSync('work');
  const fd = fs.openSync('work/shared', 'w+');
  const worker = new Worker(__filename, { workerData: fd });
  worker.on('message', (message) => {
    console.log(message, fs.readFileSync('work/shared', 'utf8'));
    fs.writeSync(fd, ' and main');
    worker.postMessage('more');
  });
  worker.on('exit', (code) => {
    console.log(code, fs.readFileSync('work/shared', 'utf8'), fs.existsSync('work/by-worker'));
    fs.closeSync(fd);
  });
} else {
  fs.writeSync(workerData, 'worker');
  parentPort.postMessage('written');
  parentPort.once('message', () => {
    fs.appendFileSync('work/shared', ' and worker');
    fs.writeFileSync('work/by-worker', '');
  });
}
