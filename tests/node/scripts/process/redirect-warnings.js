// NODE_REDIRECT_WARNINGS names a file for warnings.
const { spawnSync } = require('node:child_process');
const { mkdtempSync, readFileSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

const folder = mkdtempSync(join(tmpdir(), 'warnings-'));
const file = join(folder, 'warnings.txt');
const { stderr } = spawnSync(process.execPath, ['-e', 'process.emitWarning("careful")'], {
  env: { ...process.env, NODE_REDIRECT_WARNINGS: file },
});
console.log(String(stderr));
console.log(readFileSync(file, 'utf8').replace(/node:\d+/, 'node:PID'));
rmSync(folder, { recursive: true });
