// A worker whose only reason to live is a port ends when the other end of that port is closed.
const { MessageChannel, Worker } = require('node:worker_threads');

const { port1: mine, port2: its } = new MessageChannel();
const source = `
  const { workerData: port } = require('node:worker_threads');
  port.on('message', (message) => port.postMessage('got ' + message));
  port.on('close', () => console.log('the worker: closed'));
  process.on('exit', () => console.log('the worker: exit'));
`;
const worker = new Worker(source, { eval: true, workerData: its, transferList: [its] });
mine.on('message', (message) => {
  console.log(message);
  mine.close();
});
mine.on('close', () => console.log('main: closed'));
worker.on('exit', (code) => console.log('main: the worker ended with', code));
mine.postMessage('a question');
