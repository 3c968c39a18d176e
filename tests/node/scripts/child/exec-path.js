// process.execPath is the file that runs: a copy of it, the end of a link, the interpreter of a script.
const { execFileSync } = require('child_process');
const fs = require('fs');
const path = require('path');

const show = (file, ...args) => {
  const shown = execFileSync(file, [...args, '-p', '[process.execPath, process.argv0]'], {
    encoding: 'utf8',
  });
  console.log(shown.replaceAll(process.execPath, 'node').replaceAll(process.cwd(), '.'));
};
fs.copyFileSync(process.execPath, 'copy');
fs.symlinkSync('copy', 'link');
show(path.resolve('copy'));
show(path.resolve('link'));
fs.writeFileSync('script', `#!${process.execPath}\nconsole.log(process.execPath);`);
fs.chmodSync('script', 0o755);
console.log(
  execFileSync(path.resolve('script'), { encoding: 'utf8' }).replace(process.execPath, 'node'),
);
