const { Worker } = require('worker_threads');

const count = Number(process.argv[2]);
const source = `require('worker_threads').parentPort.on('message', () => {}).postMessage('up')`;
let up = 0;
const report = () => console.log('result', up);
for (let i = 0; i < count; i++) {
  new Worker(source, { eval: true }).once('message', () => {
    if (++up === count) report();
  });
}
if (count === 0) report();
setInterval(() => {}, 1000);
