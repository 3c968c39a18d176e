// What a worker may not do, and environment data.
const {
  Worker,
  isMainThread,
  setEnvironmentData,
  getEnvironmentData,
  parentPort,
  resourceLimits,
} = require('worker_threads');
if (isMainThread) {
  setEnvironmentData('key', { deep: [1] });
  process.env.FROM_MAIN = 'yes';
  for (const fail of [
    () => new Worker('relative.js'),
    () => new Worker(3),
    () => new Worker('x', { eval: true, execArgv: 'no' }),
    () => new Worker('x', { eval: true, env: 4 }),
  ]) {
    try {
      fail();
    } catch (error) {
      console.log(error.code, error.message);
    }
  }
  const worker = new Worker(__filename, {
    resourceLimits: { maxOldGenerationSizeMb: 100, stackSizeMb: 3 },
  });
  console.log('asked for', worker.resourceLimits.maxOldGenerationSizeMb);
  worker.on('message', (message) => console.log(message, worker.resourceLimits));
  worker.on('exit', () =>
    console.log('exit', process.env.FROM_WORKER, worker.postMessage(1), worker.resourceLimits),
  );
} else {
  process.env.FROM_WORKER = 'yes';
  const codes = [
    () => process.chdir('/'),
    () => process.abort(),
    () => process.setuid(0),
    () => process.umask(0),
  ].map((run) => {
    try {
      return run();
    } catch (error) {
      return error.message;
    }
  });
  parentPort.postMessage([
    getEnvironmentData('key'),
    process.env.FROM_MAIN,
    resourceLimits.maxOldGenerationSizeMb,
    resourceLimits.stackSizeMb,
    codes,
    process.stdin.isTTY,
  ]);
}
