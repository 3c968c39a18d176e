// Workers from source: CommonJS, with import(), stdout of its own, exit codes.
const { Worker } = require('worker_threads');
(async () => {
  const run = async (source, options) => {
    const worker = new Worker(source, { eval: true, ...options });
    worker.on('message', (message) => console.log('message', message));
    worker.on('error', (error) => console.log('error', error.name, error.message));
    const code = await new Promise((resolve) => worker.on('exit', resolve));
    console.log('exit', code);
  };
  await run(
    'require("worker_threads").parentPort.postMessage([__filename, typeof require, process.argv.length])',
  );
  await run(
    'import("fs").then((fs) => console.log("import in a worker", typeof fs.default.readFileSync))',
  );
  await run('console.log("a"); console.error("b"); process.exitCode = 4');
  await run('throw new RangeError("in the worker")');
  await run('Promise.reject(new TypeError("rejected in the worker"))');
  await run('setTimeout(() => { throw new Error("later") }, 5)');
  await run('process.exit(7)');
  await run('process.on("exit", (code) => console.log("worker exit event", code))');
  await run('setTimeout(() => console.log("timer in the worker"), 5)');
})();
