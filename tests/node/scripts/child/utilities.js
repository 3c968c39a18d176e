// The programs of /bin, by name and by path.
const { spawn, spawnSync } = require('child_process');
const env = { PATH: process.env.PATH, A: 'a=b', B: '' };
const run = (file, args, options) => {
  const { status, signal, error, stdout, stderr } = spawnSync(file, args, { env, ...options });
  console.log(file, args, status, signal, error?.code, `${stdout}`, `${stderr}`);
};
run('cat', ['-'], { input: 'given\n' });
run('cat', ['missing.txt']);
run('/bin/cat', [], { input: Buffer.alloc(300_000, 'x') });
run('echo', ['a', 'b  c']);
run('echo', ['-n', 'x']);
run('pwd', [], { cwd: '/tmp' });
run('true', []);
run('false', []);
run('env', [], { env: { A: '1', B: '2', PATH: env.PATH } });
run('env', ['-i', 'X=1', 'Y=a=b']);
run('/usr/bin/env', ['X=1', 'node', '-p', 'process.env.X + process.env.A']);
run('env', ['-i', 'echo', 'x']);
run('env', ['nosuch']);
run('env', ['node', '-e', 'process.kill(process.pid)']);
run('sleep', ['60'], { timeout: 50 });

const cat = spawn('cat');
cat.stdout.on('data', (data) => {
  console.log('cat says', `${data}`);
  cat.kill();
});
cat.on('close', (code, signal) => console.log('cat', code, signal));
cat.stdin.write('hello');
