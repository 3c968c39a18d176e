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
show(spawnSync(node, ['-e', 'console.log("out"); console.error("err"); process.exit(4)']));
show(spawnSync(node, ['-e', 'process.stdin.pipe(process.stdout)'], { input: 'the input' }));
show(
  spawnSync(node, ['-e', 'process.stdin.pipe(process.stdout)'], {
    input: 'x'.repeat(1e6),
    encoding: 'utf8',
  }),
);
show(spawnSync(node, ['-e', 'console.log(require("fs").readFileSync(0, "utf8") === "")']));
show(spawnSync(node, ['-e', 'console.log("inherited")'], { stdio: 'inherit' }));
