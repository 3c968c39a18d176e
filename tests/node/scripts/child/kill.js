const { spawn } = require('child_process');
(async () => {
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
})();
