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
  const big = spawn(process.execPath, ['-e', 'process.stdout.write("y".repeat(1e6))']);
  let n = 0;
  big.stdout.on('data', (d) => (n += d.length));
  await new Promise((r) => big.on('close', r));
  console.log(n);
  const cat = spawn(process.execPath, ['-e', 'process.stdin.pipe(process.stdout)']);
  n = 0;
  cat.stdout.on('data', (d) => (n += d.length));
  console.log(cat.stdin.write('z'.repeat(1e6)));
  cat.stdin.end();
  await new Promise((r) => cat.on('close', r));
  console.log(n);
  const k = spawn(process.execPath, [
    '-e',
    'process.on("SIGTERM", () => { console.log("term"); process.exit(7) }); console.log("ready"); setInterval(()=>{},1000)',
  ]);
  k.stdout.setEncoding('utf8').on('data', (d) => {
    console.log(d);
    if (d === 'ready\n') console.log(k.kill(), k.killed);
  });
  await new Promise((r) => k.on('close', (...a) => r(console.log(...a))));
  console.log(k.kill(), k.exitCode, k.signalCode);
  const spin = spawn(process.execPath, ['-e', 'console.log("go"); for(;;);']);
  spin.stdout.on('data', () => {
    process.kill(spin.pid, 'SIGKILL');
  });
  await new Promise((r) => spin.on('close', (...a) => r(console.log(...a))));
  try {
    process.kill(spin.pid, 0);
  } catch (e) {
    console.log(e.code, e.message);
  }
  const ac = new AbortController();
  const ab = spawn(process.execPath, ['-e', 'setInterval(()=>{},1000)'], { signal: ac.signal });
  ab.on('error', (e) => console.log(e.name, e.code));
  ab.on('spawn', () => ac.abort());
  await new Promise((r) => ab.on('close', (...a) => r(console.log(...a))));
  // pipe one child to another
  const a = spawn(process.execPath, ['-e', 'console.log("from a")'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const b = spawn(
    process.execPath,
    ['-e', 'process.stdin.on("data", d => console.log("b got", String(d)))'],
    { stdio: [a.stdout, 'inherit', 'inherit'] },
  );
  await new Promise((r) => b.on('close', (...x) => r(console.log(...x))));
})();
