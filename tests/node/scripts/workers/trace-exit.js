// run: {"flags": ["--trace-exit"]}
// Says on standard error where each thread exits; the process has no pid there that both could print.
const { Worker, isMainThread } = require('worker_threads');
const { spawnSync } = require('child_process');

if (process.argv[2] !== 'traced') {
  const { stderr, status } = spawnSync(
    process.execPath,
    [...process.execArgv, __filename, 'traced'],
    { encoding: 'utf8' },
  );
  console.log(stderr.replace(/node:\d+/g, 'node:pid').replaceAll(__dirname, '.'), status);
} else if (isMainThread) {
  const leave = () => process.exit(3);
  new Worker(__filename, { argv: ['traced'] }).on('exit', () => setImmediate(leave));
} else {
  setImmediate(() => {
    process.nextTick(() => process.exit(4));
  });
}
