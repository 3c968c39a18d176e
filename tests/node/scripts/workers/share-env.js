// process.env of a worker: copied, its own, or shared with the thread that started it.
const { Worker, SHARE_ENV, isMainThread, workerData } = require('worker_threads');
if (isMainThread) {
  process.env.A = '1';
  const run = (options) => new Promise((done) => new Worker(__filename, options).on('exit', done));
  (async () => {
    await run({ workerData: 'copy' });
    console.log('main', process.env.A, process.env.B);
    await run({ workerData: 'own', env: { C: 3 } });
    await run({ workerData: 'share', env: SHARE_ENV });
    console.log('main', process.env.A, process.env.B, 'D' in process.env);
    const later = new Worker(
      `const { parentPort } = require('worker_threads');
      parentPort.once('message', () => {
        process.env.E = 'with ' + process.env.FROM_MAIN;
        parentPort.postMessage(Object.keys(process.env).includes('FROM_MAIN'));
      });`,
      { eval: true, env: SHARE_ENV },
    );
    later.once('online', () => {
      process.env.FROM_MAIN = 'x';
      later.postMessage('go');
    });
    later.on('message', (message) => console.log(message, process.env.E));
  })();
} else {
  const { env } = process;
  const own = Object.keys(env).filter((key) => /^[A-C]$/.test(key));
  console.log(workerData, env.A, env.B, env.C, own);
  env.B = `set by ${workerData}`;
  env.D = 1;
  delete env.A;
  delete env.D;
  console.log(workerData, env.A, env.B);
}
