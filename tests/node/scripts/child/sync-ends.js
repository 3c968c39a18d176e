const { spawnSync, execFileSync } = require('child_process');
const node = process.execPath;
const show = ({ pid, ...r }) =>
  console.log(
    typeof pid,
    r.status,
    r.signal,
    r.output && r.output.map((o) => o && String(o).slice(0, 50) + ':' + o.length),
    r.error && [
      r.error.code,
      r.error.message.replace(node, 'node'),
      r.error.syscall.replace(node, 'node'),
      r.error.path.replace(node, 'node'),
      r.error.spawnargs.length,
      r.error.errno,
    ],
  );
show(spawnSync(node, ['-e', 'for(;;);'], { timeout: 500 }));
show(spawnSync(node, ['-e', 'for(;;);'], { timeout: 500, killSignal: 'SIGKILL' }));
show(
  spawnSync(node, ['-e', 'process.stdout.write("y".repeat(5000)); setInterval(()=>{},1000)'], {
    maxBuffer: 100,
  }),
);
show(spawnSync('nonexistent', ['a', 'b']));
show(spawnSync(node, ['-e', 'process.kill(process.pid, "SIGINT"); setInterval(()=>{},1000)']));
show(
  spawnSync(node, ['-e', 'require("fs").writeSync(3, "three")'], {
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  }),
);
show(spawnSync(node, ['-p', 'process.env.X + process.cwd()'], { env: { X: 'y' }, cwd: '/tmp' }));
show(
  spawnSync(node, [
    '-e',
    'require("child_process").spawn(process.execPath, ["-e", "setTimeout(() => console.log(`grandchild`), 50)"], { stdio: "inherit" }); process.exit(1)',
  ]),
);
console.log(execFileSync(node, ['-p', '1 + 1'], { encoding: 'utf8' }));
try {
  execFileSync(node, ['-e', 'console.error("oh"); process.exit(2)']);
} catch (e) {
  console.log(
    e.message.replace(node, 'node'),
    e.status,
    e.signal,
    String(e.stderr),
    e.stdout.length,
  );
}
