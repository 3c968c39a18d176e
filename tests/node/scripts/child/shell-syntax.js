const { exec } = require('child_process');
const lines = ['echo "unterminated', 'echo x |', '&& x', '# comment'];
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
