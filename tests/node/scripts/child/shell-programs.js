const { exec } = require('child_process');
const lines = [
  'echo from echo | node -e "process.stdin.pipe(process.stdout)"; A=b node -e "console.error(1); console.log(process.env.A); process.exit(7)" 2>&1; echo $?',
  'node -p 1+1',
  "node -e 'process.kill(process.pid)'; echo $?",
];
const env = { ...process.env, X: 'x  y' };
(async () => {
  for (const line of lines) {
    await new Promise((resolve) => {
      exec(line, { env }, (error, stdout, stderr) => {
        const failure = error && [error.code, error.signal, error.killed, error.message];
        console.log([line, failure, stdout, stderr]);
        resolve();
      });
    });
  }
})();
