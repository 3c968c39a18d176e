// --abort-on-uncaught-exception ends by a signal, unless a domain is there to hear of the error.
const { execSync, spawnSync } = require('node:child_process');

if (process.argv[2] === 'throw') {
  throw new Error('nobody');
} else if (process.argv[2] === 'domain') {
  const domain = require('node:domain').create();
  domain.on('error', ({ message }) => console.log('the domain has it:', message));
  domain.run(() => {
    throw new Error('somebody');
  });
} else {
  for (const way of ['throw', 'domain']) {
    const { status, signal, stdout } = spawnSync(process.execPath, [
      '--abort-on-uncaught-exception',
      __filename,
      way,
    ]);
    // V8 ends by a trap or by abort(), as the machine has it.
    console.log(way, status, ['SIGABRT', 'SIGTRAP', 'SIGILL'].includes(signal), String(stdout));
  }
  console.log(String(execSync('ulimit -c 0 && echo without a core')));
}
