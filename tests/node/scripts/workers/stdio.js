// stdin, stdout and stderr of a worker as streams of its parent.
const { Worker } = require('worker_threads');
const worker = new Worker(
  'process.stdin.on("data", (data) => process.stdout.write(String(data).toUpperCase())).on("end", () => console.error("end"))',
  { eval: true, stdin: true, stdout: true, stderr: true },
);
worker.stdout.on('data', (data) => console.log('stdout', String(data)));
worker.stderr.on('data', (data) => console.log('stderr', String(data)));
worker.stdout.on('end', () => console.log('stdout ends'));
worker.on('exit', (code) => console.log('exit', code));
worker.stdin.write('first ');
setTimeout(() => worker.stdin.end('second'), 20);
