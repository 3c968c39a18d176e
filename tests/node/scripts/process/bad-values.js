// What process and its options refuse, in Node's words.
'use strict';

const { spawnSync } = require('node:child_process');
const { Worker } = require('node:worker_threads');

function attempt(run) {
  try {
    console.log(run());
  } catch (error) {
    console.log(error.code, error.message);
  }
}

attempt(() => delete process.exitCode);
attempt(() => process.kill(process.pid, 987));
attempt(() => process.kill(process.pid, -1));
attempt(() => process.kill(process.pid, 0));

for (const args of [['--unhandled-rejections=loud'], ['--unhandled-rejections=none']]) {
  const { status, stderr } = spawnSync(process.execPath, [...args, '-e', 'Promise.reject(1)']);
  console.log(
    args[0],
    status,
    String(stderr)
      .replace(/^.*node: /, 'node: ')
      .trim(),
  );
}

const program = 'require("worker_threads").parentPort.postMessage(process.execArgv)';
new Worker(program, { eval: true, execArgv: ['--pending-deprecation', '--', 'rest'] }).on(
  'message',
  (message) => console.log(message),
);
