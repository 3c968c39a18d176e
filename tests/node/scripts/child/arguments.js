// Arguments of other types are the child's as strings.
const { spawn, spawnSync } = require('node:child_process');

const program = ['-p', 'JSON.stringify(process.argv.slice(1))'];
const args = [...program, 0, 1.5, true, null, undefined, ['a', 'b'], { toString: () => 'own' }];
try {
  console.log(spawnSync(process.execPath, args, { encoding: 'utf8' }).stdout);
} catch (error) {
  console.log(error.code, error.message);
}
spawn(process.execPath, [...program, 0], { stdio: [0, 1, 'ignore'] }).on('exit', (code) => {
  console.log(code);
});
