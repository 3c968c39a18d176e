// run: {"flags": ["--expose-gc", "--abort-on-uncaught-exception"]}
// Options of V8 are the whole process's; but the error of a worker aborts nothing.
const { Worker } = require('worker_threads');

function start([options, ...rest]) {
  const source = 'console.log(typeof gc); throw new Error("of the worker")';
  const worker = new Worker(source, { ...options, eval: true });
  worker.on('error', (error) => console.log(error.message));
  worker.on('exit', (code) => {
    console.log('exit', code);
    if (rest.length > 0) start(rest);
  });
}
start([{}, { execArgv: ['--no-warnings'] }]);
