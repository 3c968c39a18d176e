// Workers follow the main thread's process.chdir(), nested ones too.
const fs = require('fs');
const path = require('path');
const { Worker, isMainThread, parentPort } = require('worker_threads');
const look = () => [process.cwd(), fs.existsSync('inside'), path.resolve('x')];
const show = (message) => console.log(JSON.stringify(message).replaceAll(__dirname, '<dir>'));
if (isMainThread) {
  fs.mkdirSync('sub');
  fs.writeFileSync('sub/inside', 'text');
  const worker = new Worker(__filename);
  worker.once('message', (message) => {
    show(message);
    process.chdir('sub');
    show(look());
    worker.once('message', show);
    worker.postMessage('look again');
  });
} else {
  parentPort.postMessage(look());
  parentPort.once('message', () => {
    parentPort.postMessage(look());
    const source = 'console.log(require("fs").readFileSync("inside", "utf8"))';
    new Worker(source, { eval: true });
  });
}
