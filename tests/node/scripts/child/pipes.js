const { spawn } = require('child_process');
(async () => {
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
