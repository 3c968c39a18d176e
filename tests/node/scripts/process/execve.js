// The process becomes another program: same pid and streams, nothing else of it is left.
const { spawnSync } = require('child_process');
const net = require('net');

const [, , role, ...rest] = process.argv;
const become = (args, env) =>
  process.execve(process.execPath, ['a name', '--no-warnings', __filename, ...args], {
    PID: String(process.pid),
    ...env,
  });

if (role === undefined) {
  for (const [file, args] of [
    ['./none', []],
    ['.', []],
    ['/bin/sh', [1]],
  ]) {
    try {
      process.execve(file, args);
    } catch ({ name, message, ...rest }) {
      console.log(name, message, rest);
    }
  }
  for (const child of ['first', 'shell']) {
    const { status, stdout } = spawnSync(process.execPath, ['--no-warnings', __filename, child], {
      encoding: 'utf8',
    });
    console.log(stdout.trim(), status);
  }
} else if (role === 'shell') {
  process.execve('/bin/sh', ['sh', '-c', 'echo $NAME; exit 3'], { NAME: 'of its own' });
} else if (role === 'first') {
  process.on('exit', () => console.log('is not asked'));
  setTimeout(() => console.log('is not waited for'), 1);
  process.chdir('..');
  const server = net.createServer().listen(0, () => {
    become(['second', process.cwd(), String(server.address().port)], { A: 'b' });
  });
} else {
  const [directory, port] = rest;
  console.log(process.pid === Number(process.env.PID), process.argv0, process.env.A);
  console.log(process.cwd() === directory, process.execPath === process.argv[0]);
  net.createServer().listen(Number(port), function () {
    console.log('the port is free');
    this.close();
  });
}
