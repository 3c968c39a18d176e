const { spawn } = require('child_process');
const fs = require('fs');
const run = (name, code, options) =>
  new Promise((resolve) => {
    const c = spawn(process.execPath, ['-e', code], options);
    const out = [];
    c.stdio.forEach(
      (s, i) => s && i > 0 && s.setEncoding('utf8').on('data', (d) => out.push(i + ':' + d)),
    );
    c.on('close', (code, signal) => {
      console.log(
        name,
        code,
        signal,
        out,
        c.stdio.map((s) => s && s.constructor.name),
      );
      resolve();
    });
  });
(async () => {
  await run('inherit', 'console.log("inherited out"); console.error("inherited err")', {
    stdio: 'inherit',
  });
  await run(
    'ignore',
    'console.log("x"); console.log(require("fs").readFileSync(0,"utf8").length)',
    { stdio: 'ignore' },
  );
  const fd = fs.openSync('log.txt', 'w');
  fs.writeSync(fd, 'first\n');
  await run('file', 'console.log("to file"); console.error("err too")', {
    stdio: ['ignore', fd, fd],
  });
  fs.writeSync(fd, 'last\n');
  fs.closeSync(fd);
  console.log(fs.readFileSync('log.txt', 'utf8'));
  await run('extra', 'require("fs").writeSync(3, "via 3"); require("fs").writeSync(4,"via 4")', {
    stdio: ['pipe', 'pipe', 'pipe', 'pipe', 'pipe'],
  });
  await run(
    'env',
    'console.log(process.env.A, process.cwd() === "/tmp", process.argv0, process.argv.length, process.ppid === +process.env.P, Object.keys(process.env).length)',
    { cwd: '/tmp', env: { A: 'b', P: process.pid }, argv0: 'other' },
  );
  await run('signal', 'process.kill(process.pid, "SIGTERM"); setInterval(()=>{},1000)', {});
  await run('throws', 'throw 1', { stdio: ['pipe', 'pipe', 'ignore'] });
  await run('swap', 'console.log("o"); console.error("e")', { stdio: ['ignore', 2, 1] });
  await run('big', 'process.stdout.write("x".repeat(70000))', { stdio: ['ignore', 'ignore', 1] });
})();
