const { exec } = require('child_process');
const lines = [
  'echo hello world; true && echo yes || echo no; false && echo yes || echo no; echo "a $X b" \'$X\' $X; echo a\\ b "c\\"d" e; nosuch arg; echo $? >&2; exit 3',
  'echo one > f.txt; echo two >> f.txt; cat f.txt; cat < f.txt | cat; cat missing.txt; cat < nothere; echo $?; /tmp; cd /nosuch; cd /tmp && pwd; echo -n x',
  'nosuch',
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
