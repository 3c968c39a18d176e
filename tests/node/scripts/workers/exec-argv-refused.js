// Options that a thread cannot have: unknown ones, V8's, those of a process, and such in NODE_OPTIONS.
const fs = require('node:fs');
const { Worker } = require('node:worker_threads');

const tries = [
  { execArgv: ['--foo'] },
  { execArgv: ['--expose-gc'] },
  { execArgv: ['--title=blah'] },
  { execArgv: ['--redirect-warnings'] },
  { env: { NODE_OPTIONS: '--nonexistent-options' } },
  { execArgv: ['--no-warnings'], env: { NODE_OPTIONS: '--no-deprecation' } },
];
for (const options of tries) {
  try {
    new Worker('', { eval: true, ...options }).on('exit', (code) =>
      console.log('ended with', code),
    );
    console.log(options, 'started');
  } catch ({ code }) {
    console.log(options, code);
  }
}
console.log(
  fs.readFileSync('/proc/sys/kernel/hostname', 'utf8').trim() === require('node:os').hostname(),
);
