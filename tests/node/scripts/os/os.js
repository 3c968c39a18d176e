// What os says of the machine: kinds of values, and what is the same everywhere.
const os = require('os');

console.log(Object.keys(os).sort().join());
console.log(os.EOL === '\n', os.devNull, os.platform(), os.type(), os.endianness(), os.arch());
console.log(os.availableParallelism() >= 1, os.cpus().length >= 1, os.totalmem() >= os.freemem());
for (const value of [
  os.hostname(),
  os.release(),
  os.version(),
  os.machine(),
  os.homedir(),
  os.tmpdir(),
]) {
  console.log(typeof value, value.length > 0);
}
console.log(os.homedir() === process.env.HOME, os.tmpdir() === (process.env.TMPDIR ?? '/tmp'));
const [cpu] = os.cpus();
console.log(Object.keys(cpu), Object.keys(cpu.times));
console.log(os.loadavg().length, os.uptime() > 0, os.freemem() > 0);
const info = os.userInfo();
console.log(
  Object.keys(info),
  typeof info.uid,
  info.username.length > 0,
  info.uid === process.getuid(),
);
console.log(Buffer.isBuffer(os.userInfo({ encoding: 'buffer' }).username));
console.log(os.networkInterfaces().lo);
console.log(typeof os.getPriority(), os.getPriority() === os.getPriority(process.pid));
console.log(
  os.constants.signals.SIGINT,
  os.constants.errno.ENOENT,
  os.constants.priority,
  os.constants.UV_UDP_REUSEADDR,
);
for (const attempt of [
  () => os.setPriority('x'),
  () => os.setPriority(0, 100),
  () => os.getPriority(-1),
  () => os.getPriority(999_999),
  () => os.userInfo({ encoding: 'other' }).username.length > 0,
]) {
  try {
    console.log(attempt());
  } catch ({ name, code, message, info: details }) {
    console.log(name, code, message, details);
  }
}
try {
  os.constants.signals.SIGINT = 5;
  console.log(os.constants.signals.SIGINT);
} catch ({ message }) {
  console.log(message);
}

for (const folders of [
  { TMPDIR: '/a/' },
  { TMPDIR: '', TMP: '/b' },
  { TEMP: '/c//' },
  { TMPDIR: '/' },
  {},
]) {
  for (const name of ['TMPDIR', 'TMP', 'TEMP']) delete process.env[name];
  Object.assign(process.env, folders);
  console.log(folders, os.tmpdir());
}
