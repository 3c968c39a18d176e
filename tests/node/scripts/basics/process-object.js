// run: {"flags": ["--no-warnings", "--stack-trace-limit=5"], "args": ["one", "--two", "-3"], "env": {"GREETING": "hello", "EMPTY": ""}}
const path = require('path');
console.log(
  process.argv.length,
  path.basename(process.argv[0]),
  path.basename(process.argv[1]),
  process.argv.slice(2),
);
console.log(process.execArgv, process.argv0.length > 0, path.isAbsolute(process.execPath));
console.log(
  process.env.GREETING,
  process.env.EMPTY,
  process.env.MISSING,
  'GREETING' in process.env,
  'MISSING' in process.env,
);
process.env.NUMBER = 1;
process.env.UNDEF = undefined;
console.log(
  typeof process.env.NUMBER,
  process.env.NUMBER,
  process.env.UNDEF,
  delete process.env.NUMBER,
  process.env.NUMBER,
);
console.log(
  process.version,
  process.versions.node,
  process.platform,
  process.arch,
  process.release.name,
);
console.log(
  typeof process.pid,
  typeof process.ppid,
  process.title.length > 0,
  process.exitCode,
  process.cwd() === __dirname,
);
console.log(
  process.uptime() > 0,
  process.hrtime().length,
  typeof process.hrtime.bigint(),
  typeof process.memoryUsage().heapUsed,
);
console.log(
  process.stdout.isTTY,
  process.stdin.isTTY,
  process.stderr.isTTY,
  process.stdout.fd,
  process.stderr.fd,
  process.stdin.fd,
);
console.log(
  process.stdout.columns,
  process.stdout.writable,
  process.stdout.readable,
  process.stdin.readable,
);
console.log(
  Error.stackTraceLimit,
  process.features.inspector === true || process.features.inspector === false,
);
console.log(
  process.getuid === undefined || process.getuid() >= 0,
  process.umask().toString(8),
  process.config !== undefined,
);
console.log(
  Object.prototype.toString.call(process),
  process instanceof require('events'),
  process.constructor.name,
);
console.log(
  process.emitWarning.length,
  process.nextTick.length,
  typeof process.binding,
  process.allowedNodeEnvironmentFlags.has('--no-warnings'),
);
process.chdir('..');
console.log(process.cwd() === path.dirname(__dirname));
try {
  process.chdir('/no/such/folder');
} catch (error) {
  console.log(error.code, error.syscall, error.dest);
}
try {
  process.kill('x');
} catch (error) {
  console.log(error.name, error.code);
}
try {
  process.exitCode = 'x';
} catch (error) {
  console.log(error.name, error.code, error.message);
}
