const { exec, execSync, execFile, spawnSync } = require('child_process');
const { promisify } = require('util');
(async () => {
  const e = await promisify(exec)('node -e "setInterval(()=>{},1000)"', { timeout: 300 }).catch(
    (e) => e,
  );
  console.log(e.killed, e.signal, e.code);
  const m = await promisify(execFile)(process.execPath, ['-e', 'console.log("x".repeat(2000))'], {
    maxBuffer: 1000,
  }).catch((e) => e);
  console.log(m.code, m.message, m.stdout.length);
  const ac = new AbortController();
  const p = promisify(exec)('node -e "setInterval(()=>{},1000)"', { signal: ac.signal }).catch(
    (e) => e,
  );
  ac.abort();
  const a = await p;
  console.log(a.name, a.code);
  console.log(execSync('echo sync $0 && node -p 2+2', { encoding: 'utf8' }));
  try {
    execSync('echo out; echo err >&2; exit 9', { stdio: 'pipe' });
  } catch (err) {
    console.log(err.status, String(err.stdout), String(err.stderr), err.message);
  }
  console.log(spawnSync('node -p "process.argv0"', { shell: true, encoding: 'utf8' }).stdout);
  console.log(
    spawnSync('echo', ['$HOME', 'a b'], {
      shell: true,
      encoding: 'utf8',
      env: { HOME: '/h', PATH: process.env.PATH },
    }).stdout,
  );
})();
